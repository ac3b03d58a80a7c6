"""The publication date in a page's metadata. Nothing is guessed from its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from django.utils import timezone

EARLIEST = dt.date(1900, 1, 1)

#: Most reliable first. Modification dates are left out.
META_NAMES = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "date_published",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "pubdate",
    "article.published",
    "date",
)

_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)(?:[T\s].{0,60})?")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")


def first_date(values: Iterable[str]) -> dt.date | None:
    """The first of several values that is a date."""
    return next((day for value in values if (day := stated_date(value))), None)


def stated_date(value: str) -> dt.date | None:
    """The day in an ISO 8601 or RFC 5322 date, in the offset that it is written with: the outlet's own day."""
    value = value.strip()[:100]
    if match := _ISO.fullmatch(value):
        year, separator, month, day = match.groups()
        if separator or len(month + day) == 4:
            return _day(year, month, day)
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return plausible(moment.date())


def date_in_path(path: str) -> dt.date | None:
    """The day that many sites put into their addresses: /2017/03/28/."""
    match = _IN_PATH.search(path)
    return _day(*match.groups()) if match else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return plausible(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return None


def plausible(day: dt.date) -> dt.date | None:
    """`day`, or None when no article can have it. Somewhere in the world it may already be tomorrow."""
    latest = timezone.now().date() + dt.timedelta(days=1)
    return day if EARLIEST <= day <= latest else None
