"""How pages and snippets stand in other languages, for staff."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import ngettext
from wagtail.models import Page, TranslatableMixin

from site_project.i18n.translations import native_name
from translation.desk.enums import STATE_LABELS
from translation.desk.explorer import states_of
from translation.desk.forecast import Fields, Forecast, fields_of, forecasts
from translation.desk.rows import Row, rows_for
from translation.models import Published
from translation.querysets import has_tasks

register = template.Library()


#: Names in a sentence.
NAMED = 6


@register.simple_tag
def task_rows(instance: Any, request: HttpRequest) -> list[tuple[Row, Forecast | None]]:
    """The tasks that a page or snippet in an editor is the original or the translation of, each with what publishing the
    draft would do there. One query, and a few for each language if there is something to publish."""
    if not getattr(instance, "pk", None) or not (isinstance(instance, Page) or has_tasks(instance)):
        return []
    tasks = list(Published.objects.tasks().of(instance))
    found = forecasts(instance, tasks)
    return [(row, found.get(row.task.pk)) for row in rows_for(request.user, tasks)]


@register.simple_tag
def translated_fields(instance: object, rows: list[tuple[Row, object]]) -> Fields | None:
    """Which fields of what is in an editor go live in every language at once, and which wait for a translator. None for
    translations, and for what is not translated text by text."""
    if not isinstance(instance, TranslatableMixin) or getattr(instance, "has_own_desk", False):
        return None
    own = instance.locale.language_code
    return None if any(row.target_code == own for row, _forecast in rows) else fields_of(type(instance))


@register.filter
def named(names: list[str]) -> str:
    """Names in a sentence, not too many."""
    more = len(names) - NAMED
    if more < 2:
        return ", ".join(names)
    rest = ngettext("%(count)d more", "%(count)d more", more) % {"count": more}
    return ", ".join([*names[:NAMED], rest])


@register.simple_tag
def listed_states(page: object) -> list[dict[str, str]]:
    """The language and state of each translation of a page in the explorer. No query."""
    return [
        {
            "code": code,
            "language": native_name(code) if code else "",
            "label": capfirst(str(STATE_LABELS[state])),
            "state": state,
        }
        for code, state in states_of(page)
    ]
