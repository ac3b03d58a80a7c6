"""Where Django's formats for a language do not fit the territory (`SITE_TERRITORY`)."""
