"""Registers the glossary."""

from wagtail.snippets.models import register_snippet

from translation.glossary.viewsets import TermViewSet

register_snippet(TermViewSet)
