"""Nobody has to press "Sync": translations follow their original with each publish, in every language.

Takes wagtail-localize's button away, and its screen, which fills gaps with the original's words.
"""

import functools
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize import wagtail_hooks as localize

#: The hooks that show the button.
BUTTONS = ("register_page_header_buttons", "register_page_listing_more_buttons", "register_snippet_listing_buttons")


def refuse(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Say that there is nothing to do, and go back."""
    messages.info(request, _("Translations follow their original by themselves, whenever it is published."))
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def hide_buttons() -> None:
    """Put hooks without the button in place of wagtail-localize's. Wagtail offers no way to change the buttons of a
    page's header, hence its private list."""
    for name in BUTTONS:
        registered = hooks._hooks[name]
        registered[:] = [
            (_without_button(hook) if hook.__module__ == localize.__name__ else hook, order)
            for hook, order in registered
        ]


def _without_button(hook: Callable[..., Iterable[Any]]) -> Callable[..., list[Any]]:
    @functools.wraps(hook)
    def kept(*args: object, **kwargs: object) -> list[Any]:
        ours = reverse("wagtail_localize:update_translations", args=[0]).rpartition("0")[0]
        return [button for button in hook(*args, **kwargs) if not (button.url or "").startswith(ours)]

    return kept
