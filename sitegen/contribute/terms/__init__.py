"""Work on the registers: which terms articles use, doubles, new names, merging."""
