"""Third stage: a `Page` becomes bytes. The same page gives the same bytes, always and everywhere."""
