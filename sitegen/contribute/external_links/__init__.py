"""`sitegen check --links`: whether links to other sites still lead somewhere."""
