"""Publishes an archive of cleaned news articles as a static site."""

__version__ = "0.1.0"
