"""Last stage: bytes become files. Only what changed is written, and all of it or nothing."""
