"""A sample of an installed app, whose models are made inside tests."""
