"""What wagtail-localize leaves open: checks at start, and guards at its views.

Stands on the core, Wagtail and wagtail-localize; no app imports it. Every guard is a module of its own with a test of
the hole that it closes, so that it can be deleted when upstream closes it.
"""
