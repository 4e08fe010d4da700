"""Helps people to add to an archive."""
