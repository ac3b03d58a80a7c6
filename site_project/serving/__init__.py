"""Gets the site from a checkout to answering requests: what `manage.py serve` does, one step a module."""
