"""First stage: files under `content/` become an `Archive`, with diagnostics."""
