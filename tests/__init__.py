"""Tests, which read as examples: most hold a whole small site in one text."""
