"""Fifty glosses on one screen: what needs a translation, and saving it in wagtail-localize's own records."""
