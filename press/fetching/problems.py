"""Why an address could not be read: stored codes and their messages."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    ADDRESS_BAD = "address_bad", _("This is not the address of a web page.")
    ADDRESS_PORT = (
        "address_port",
        _("The address has an unusual number after the name of the site. Such addresses are never read."),
    )
    ADDRESS_FORBIDDEN = (
        "address_forbidden",
        _("The address leads into a private network. Such addresses are never read."),
    )
    DNS = "dns", _("There is no site with this name. Check the address for typing errors.")
    CONNECTION = "connection", _("The site did not accept the connection, or broke it off. Try again later.")
    TLS = "tls", _("The site could not prove that it is the one in the address, so it was not read.")
    TIMEOUT = "timeout", _("The site took too long to answer. Try again later.")
    BAD_ANSWER = "bad_answer", _("The site sent an answer that cannot be understood.")
    TOO_LARGE = "too_large", _("The page is too large to be read.")
    TOO_MANY_REDIRECTS = "too_many_redirects", _("The address is passed on again and again, and leads nowhere.")
    ROBOTS = (
        "robots",
        _("The site does not want this page to be read by programs. You can fill in the details by hand."),
    )
    ROBOTS_UNREACHABLE = (
        "robots_unreachable",
        _("The site does not say at present whether programs may read it. Try again later."),
    )
    NOT_FOUND = "not_found", _("The site has no such page, or has it no longer.")
    PAYWALL = "paywall", _("The site wants to be paid before it shows the page.")
    REFUSED = "refused", _("The site refuses to show the page to programs. You can fill in the details by hand.")
    SERVER_ERROR = "server_error", _("The site has a problem of its own at the moment. Try again later.")
    NOT_HTML = "not_html", _("There is a file at this address, and no web page.")
    NOT_FEED = "not_feed", _("There is no RSS or Atom feed at this address.")
    NOTHING_FOUND = (
        "nothing_found",
        _("No article was found on the page: it may be an error message, or ask for a login or for consent."),
    )


@dataclass(eq=False)
class FetchProblem(Exception):
    """An address could not be read; everything but the code is known only where an answer came."""

    #: One of `Problem`.
    code: str
    #: The HTTP status (RFC 9110).
    status: int | None = None
    #: The seconds to wait that the answer asks for.
    retry_after: int | None = None
    #: The address that the problem is at, and the one that permanent redirects had led to before.
    final_url: str = ""
    permanent_url: str = ""


def message(code: str) -> Promise:
    """The message for a code; a general one for a code that no longer exists."""
    return Problem(code).label if code in Problem else _("The page could not be read.")
