"""How pages and snippets stand in other languages, for staff."""

from django import template
from django.http import HttpRequest
from django.utils.text import capfirst

from site_project.i18n.translations import native_name
from translation.desk.enums import STATE_LABELS
from translation.desk.explorer import states_of
from translation.desk.rows import Row, rows_for
from translation.models import Published
from translation.querysets import has_tasks

register = template.Library()


@register.simple_tag
def task_rows(instance: object, request: HttpRequest) -> list[Row]:
    """The tasks that a page or snippet in an editor is the original or the translation of. One query."""
    if not getattr(instance, "pk", None) or not has_tasks(instance):
        return []
    return rows_for(request.user, Published.objects.tasks().of(instance))


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
