"""The archive's linter: what no build needs to know, and only `sitegen check` looks for."""
