"""Mails to translators: one from time to time, with all that is new."""
