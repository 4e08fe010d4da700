"""Reports of a check for programs and for forges; `sitegen.report` has that for a terminal."""
