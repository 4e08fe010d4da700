"""From a raw page to a clean article: `sitegen import`."""
