"""What the site keeps of its visitors, in words: made of the settings in force, so that it cannot become untrue."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from site_project.i18n.translations import urls_by_language
from site_project.page_cache.rendering import kept
from site_project.seo.head import head_for_view

#: Referrer policies by which other sites learn nothing.
SILENT = ("no-referrer", "same-origin")


@require_safe
@kept()
def privacy(request: HttpRequest) -> HttpResponse:
    title, summary = (
        _("What this site keeps about you"),
        _("These sentences are made of the site's settings, as they are now."),
    )
    context = {
        "title": title,
        "summary": summary,
        "facts": list(facts()),
        "language_urls": urls_by_language("privacy"),
        "head": head_for_view(title, summary, reverse("privacy"), request),
    }
    return render(request, "site_project/privacy.html", context)


def facts() -> Iterator[str]:
    yield _("No public page sets a cookie or stores anything in your browser.")
    yield _(
        "The forms to sign in with, and those for the password of a private page, set a cookie by which the site knows its own forms."
    )
    yield _(
        "Whoever signs in, or enters such a password, gets another one, so that they need not do so for each page. It ends within %(hours)s hours."
    ) % {"hours": settings.SESSION_LONGEST // 3600}
    yield _(
        "The form to sign in with a passkey sets it from the start, for %(minutes)s minutes, so that the site knows what it has asked."
    ) % {"minutes": settings.PASSKEY_CHALLENGE_AGE // 60}
    if others := sorted(_other_hosts()):
        yield _("Pages load files from this site and from %(hosts)s.") % {"hosts": ", ".join(others)}
    else:
        yield _("Pages load nothing from anywhere else. Your browser is told to refuse it.")
    yield _("The site's log holds no addresses of visitors. What you search for is not kept.")
    yield _(
        "The browser of a member of staff is remembered by a cookie for 400 days, so that its owner can be told when another one is used."
    )
    yield _("In the admin, cookies also carry what is said after a change, and remember whether the menu is folded.")
    yield _(
        "Whoever enters a password is counted for an hour at most, so that nobody can guess it, by a code in place of the address."
    )
    if settings.BEHIND_PROXY:
        yield _("Another server stands between you and this site. Whoever runs it can see your address.")
    if settings.WAGTAILFRONTENDCACHE:
        yield _("Copies of the pages are kept by a delivery network, which can see your address.")
    if settings.SECURE_SSL_REDIRECT:
        yield _("Pages are sent encrypted, and in no other way.")
    else:
        yield _("Pages are not sent encrypted: others on the way can see what you read.")
    if settings.SECURE_REFERRER_POLICY in SILENT:
        yield _("A site that you go to from here does not learn where you come from.")
    else:
        yield _("A site that you go to from here can learn where you come from.")


def _other_hosts() -> set[str]:
    """The hosts that the policy of visitors' pages lets browsers ask."""
    sources = [
        source
        for value in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values()
        if isinstance(value, list)
        for source in value
    ]
    return {urlsplit(source).netloc or source for source in sources if not source.startswith("'")}
