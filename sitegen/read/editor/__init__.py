"""The files of the web editor that are published as they are."""
