"""Stands in for an installed app, whose models are made inside tests."""
