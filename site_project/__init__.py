"""The project: settings, addresses, and what every app builds on (pages, blocks, languages, templates)."""
