"""What wagtail-localize leaves open: checks at start, guards at its views, groups, and each group's own languages.

Knows pages and snippets only through Wagtail and wagtail-localize. Every guard is a module of its own with a test of
the hole that it closes, so that it can be deleted when upstream closes it.
"""
