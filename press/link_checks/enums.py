"""Closed lists of link checks, with their labels."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from press.fetching.problems import Problem, message


class Need(models.TextChoices):
    """The lists of the admin screen."""

    PERSON = "person", pgettext_lazy("list of links", "Need you")
    DEAD = "dead", pgettext_lazy("list of links", "Dead")
    MOVED = "moved", pgettext_lazy("list of links", "Moved")
    PAYWALL = "paywall", pgettext_lazy("list of links", "Behind a paywall")
    UNKNOWN = "unknown", pgettext_lazy("list of links", "Could not be checked")


#: Set by a person, not found by a check.
PERSON = "person"
#: The address of the clipping was changed: everything found before was about the old one.
NEW_ADDRESS = "new_address"

_REASONS: dict[str, Promise] = {
    PERSON: _("Decided by hand."),
    NEW_ADDRESS: _("The address was changed. The new one is checked soon."),
    "moved": _("The outlet has moved the piece to another address."),
    "not_found": _("The outlet answers that there is no such page (404)."),
    "gone": _("The outlet answers that the page is gone for good (410)."),
    "answers_again": _("The whole site had been gone and now answers again. It may belong to somebody else."),
    "home_page": _("The address leads to the home page of the outlet and not to the piece."),
    "section": _("The address leads to a list of articles and not to the piece."),
    "error_page": _("The address leads to an error page."),
    "says_not_found": _("There is a page, but it says that the piece was not found."),
    "consent": _("The outlet asks visitors for consent before it shows anything, so the piece could not be seen."),
    "hidden": _(
        "The outlet shows programs something other than the piece: a check for robots, or a question about cookies."
    ),
    "login_page": _("The outlet asks readers to sign in or to subscribe."),
    "login": _("The outlet asks for a name and a password."),
    "marked": _("The outlet marks the piece as one for subscribers."),
    "payment": _("The outlet asks for payment (402)."),
    "forbidden": _("The outlet does not let programs see the page (403). It may well work for readers."),
    "busy": _("The outlet asked to be left alone for a while (429)."),
    "legal": _("The outlet says that it may not show the page for legal reasons (451)."),
    "server_error": _("The outlet’s site has a problem of its own."),
    "refused": _("The outlet refused to answer."),
    Problem.ROBOTS: _("The outlet does not want programs to read this page, so it is not checked."),
}


def reason_text(code: str) -> str | Promise:
    """Why a link is in its state; empty when there is nothing to add."""
    if not code:
        return ""
    return _REASONS.get(code) or message(code)
