"""Second stage: an `Archive` becomes the complete list of the site's `Page`s. No I/O."""
