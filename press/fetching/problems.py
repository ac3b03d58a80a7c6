"""Why an address could not be read: stored codes and their messages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS_BAD = "address_bad"
ADDRESS_PORT = "address_port"
ADDRESS_FORBIDDEN = "address_forbidden"
DNS = "dns"
CONNECTION = "connection"
TLS = "tls"
TIMEOUT = "timeout"
BAD_ANSWER = "bad_answer"
TOO_LARGE = "too_large"
TOO_MANY_REDIRECTS = "too_many_redirects"
ROBOTS = "robots"
ROBOTS_UNREACHABLE = "robots_unreachable"
NOT_FOUND = "not_found"
PAYWALL = "paywall"
REFUSED = "refused"
SERVER_ERROR = "server_error"
NOT_HTML = "not_html"
NOT_FEED = "not_feed"
NOTHING_FOUND = "nothing_found"

_MESSAGES: dict[str, Promise] = {
    ADDRESS_BAD: _("This is not the address of a web page."),
    ADDRESS_PORT: _("The address has an unusual number after the name of the site. Such addresses are never read."),
    ADDRESS_FORBIDDEN: _("The address leads into a private network. Such addresses are never read."),
    DNS: _("There is no site with this name. Check the address for typing errors."),
    CONNECTION: _("The site did not accept the connection, or broke it off. Try again later."),
    TLS: _("The site could not prove that it is the one in the address, so it was not read."),
    TIMEOUT: _("The site took too long to answer. Try again later."),
    BAD_ANSWER: _("The site sent an answer that cannot be understood."),
    TOO_LARGE: _("The page is too large to be read."),
    TOO_MANY_REDIRECTS: _("The address is passed on again and again, and leads nowhere."),
    ROBOTS: _("The site does not want this page to be read by programs. You can fill in the details by hand."),
    ROBOTS_UNREACHABLE: _("The site does not say at present whether programs may read it. Try again later."),
    NOT_FOUND: _("The site has no such page, or has it no longer."),
    PAYWALL: _("The site wants to be paid before it shows the page."),
    REFUSED: _("The site refuses to show the page to programs. You can fill in the details by hand."),
    SERVER_ERROR: _("The site has a problem of its own at the moment. Try again later."),
    NOT_HTML: _("There is a file at this address, and no web page."),
    NOT_FEED: _("There is no RSS or Atom feed at this address."),
    NOTHING_FOUND: _(
        "No article was found on the page: it may be an error message, or ask for a login or for consent."
    ),
}

#: Every code there is.
CODES = tuple(_MESSAGES)


class FetchProblem(Exception):
    """An address could not be read. `code` is one of `CODES`; the rest is known where an answer came.

    `status` is the HTTP status (RFC 9110), `retry_after` the seconds to wait that the answer asks for. `final_url` is
    the address that the problem is at, `permanent_url` the one that permanent redirects had led to before.
    """

    def __init__(
        self,
        code: str,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        final_url: str = "",
        permanent_url: str = "",
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.final_url = final_url
        self.permanent_url = permanent_url


def message(code: str) -> Promise:
    """The message for a code; a general one for a code that no longer exists."""
    return _MESSAGES.get(code) or _("The page could not be read.")
