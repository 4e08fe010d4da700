"""JSON Schemas and settings, with which editors complete and underline."""
