"""Markup that depends on values alone, kept by all of them: it is never out of date, whatever is published."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.translation import get_language
from wagtail.fields import StreamField

from site_project.i18n import untranslated

#: The most fragments that a worker keeps.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Fragment:
    """A template with its context. Two are equal where all is that their markup depends on."""

    template_name: str
    values: Hashable
    language: str | None
    is_marked: bool
    context: dict[str, Any] = field(compare=False)


def render(template_name: str, values: Hashable, context: dict[str, Any]) -> str:
    """The markup of a template that shows nothing but `values` and what follows from them in the active language. It may
    not ask the database, nor the time."""
    fragment = Fragment(template_name, values, get_language(), untranslated.is_on(), context)
    return _render.__wrapped__(fragment) if settings.DEBUG else _render(fragment)


@lru_cache(MOST)
def _render(fragment: Fragment) -> str:
    return render_to_string(fragment.template_name, fragment.context)


def stored(instance: Model) -> tuple[str, ...]:
    """All that is stored of an instance and was read, but for bodies."""
    fields = (field for field in instance._meta.concrete_fields if not isinstance(field, StreamField))
    return tuple(str(instance.__dict__.get(field.attname)) for field in fields)
