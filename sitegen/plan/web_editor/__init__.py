"""The web editor at `/admin/`: Decap CMS, its configuration made of the models that validate."""
