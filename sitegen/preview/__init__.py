"""The preview: builds, serves on this machine, rebuilds on every change."""
