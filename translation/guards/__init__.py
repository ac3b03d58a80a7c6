"""Holes of wagtail-localize and Wagtail that concern this site, each closed in a module of its own."""
