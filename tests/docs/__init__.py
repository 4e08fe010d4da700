"""The documentation is true: what it names exists, what exists is named, and its examples run."""
