"""The actions of the links screens, and the messages about their outcome."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy
from wagtail.admin import messages

from press.enums import LinkState
from press.fetching.url_validation import validate_fetchable
from press.link_checks.models import Link
from press.link_checks.overrides import Change, check_again, override, take_new_address
from press.models import Clipping


@dataclass(frozen=True, slots=True)
class Button:
    code: str
    label: str | Promise
    icon: str
    #: The state that it sets; None for other actions.
    state: LinkState | None = None


ACTIONS: dict[str, Button] = {
    button.code: button
    for button in (
        Button("take", _("Use the new address"), "redirect"),
        Button("ok", _("It works, I checked"), "check", LinkState.OK),
        Button("dead", _("It is dead"), "cross", LinkState.DEAD),
        Button("paywall", _("Behind a paywall"), "lock", LinkState.PAYWALL),
        Button("check", _("Check now"), "rotate"),
    )
}


def buttons(link: Link) -> list[Button]:
    """What can be done about one link."""
    has_moved = link.state == LinkState.MOVED and bool(link.final_url)
    return [button for button in ACTIONS.values() if button.code != "take" or has_moved]


def act(request: HttpRequest, action: str, links: Sequence[Link]) -> None:
    """Run an action on links that the user may edit, and add messages with the outcome."""
    button = ACTIONS[action]
    count = len(links)
    if button.state is not None:
        for link in links:
            override(link, button.state, request.user)
        text = ngettext(
            "Your decision is noted for %(count)s link.", "Your decision is noted for %(count)s links.", count
        )
        messages.success(request, text % {"count": count})
    elif action == "check":
        check_again(links)
        text = ngettext(
            "%(count)s link is being checked. It takes a moment: reload the page to see what came of it.",
            "%(count)s links are being checked. It takes a moment: reload the page to see what came of it.",
            count,
        )
        messages.success(request, text % {"count": count})
    else:
        report_changes(request, (take_new_address(link, request.user) for link in links))


def report_changes(request: HttpRequest, changes: Iterable[Change]) -> None:
    """Add messages with the outcome of changes to clippings."""
    counts = Counter(changes)
    for change, (add, text) in _REPORTS.items():
        if counts[change]:
            add(request, text % {"count": counts[change]})


_REPORTS = {
    Change.PUBLISHED: (
        messages.success,
        ngettext_lazy(
            "%(count)s clipping was changed and published.",
            "%(count)s clippings were changed and published.",
            "count",
        ),
    ),
    Change.DRAFT: (
        messages.warning,
        ngettext_lazy(
            "%(count)s clipping was changed as a draft. Visitors see the change when somebody publishes it.",
            "%(count)s clippings were changed as drafts. Visitors see the changes when somebody publishes them.",
            "count",
        ),
    ),
    Change.LOCKED: (
        messages.error,
        ngettext_lazy(
            "%(count)s clipping is locked and was left as it is.",
            "%(count)s clippings are locked and were left as they are.",
            "count",
        ),
    ),
    Change.OUTDATED: (
        messages.warning,
        ngettext_lazy(
            "%(count)s clipping was left as it is: its address is being changed already, or there is no new one.",
            "%(count)s clippings were left as they are: their addresses are being changed already, or there are no new ones.",
            "count",
        ),
    ),
    Change.REFUSED: (
        messages.error,
        ngettext_lazy(
            "%(count)s clipping has errors of another kind and was left as it is. Open it to correct them.",
            "%(count)s clippings have errors of another kind and were left as they are. Open them to correct them.",
            "count",
        ),
    ),
}


class ArchiveCopyForm(forms.Form):
    """The address of an archive copy that somebody has found."""

    archive_url = forms.URLField(
        label=_("Address of an archive copy"),
        max_length=Clipping._meta.get_field("archive_url").max_length,
        assume_scheme="https",
        help_text=_("For example from web.archive.org. It has to start with https://."),
    )

    def clean_archive_url(self) -> str:
        """Visitors are sent there: only public addresses, and encrypted."""
        url: str = self.cleaned_data["archive_url"]
        if not url.lower().startswith("https://"):
            raise forms.ValidationError(_("The address has to start with https://."))
        validate_fetchable(url)
        return url
