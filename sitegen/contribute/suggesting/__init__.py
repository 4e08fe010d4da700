"""Articles that somebody suggests in an issue of the repository: the form, the import, the answer."""
