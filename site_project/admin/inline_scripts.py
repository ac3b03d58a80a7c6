"""Wagtail's widgets and panels without inline scripts, which the Content-Security-Policy then need not allow.

An element says what is to be started and with what; `starters.js` does so when it enters the page. A nonce would not do:
Wagtail fetches forms by script, and one answer's nonce means nothing in the page that another answered.
The templates below `wagtailadmin/` do the same for calendars and inline panels.
"""

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

#: What a chooser says to be started: a class or a function, called with JSON.
CALL = re.compile(r"(?:new )?(\w+)\((.*)\);", re.DOTALL)


def _render(
    chooser: BaseChooser, name: str, value: object, attrs: dict[str, Any], renderer: object = None
) -> SafeString:
    value_data = chooser.get_value_data(value)
    html = mark_safe(chooser.render_html(name, value_data, attrs))  # noqa: S308 - a template made it
    return html + start_element(chooser.render_js_init(attrs["id"], name, value_data))


def start_element(call: str) -> SafeString:
    """The element in place of a script that consists of this call. Raises ValueError for any other script."""
    found = CALL.fullmatch(call)
    if not found or not _is_json(f"[{found[2]}]"):
        raise ValueError(f"No element can stand for this script: {call}")
    return format_html('<site-start what="{}" with="[{}]" hidden></site-start>', *found.groups())


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def register() -> None:
    BaseChooser.render = _render
