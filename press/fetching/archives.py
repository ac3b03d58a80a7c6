"""Copies of pages in public archives."""

import datetime as dt
import json
import re
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from press.fetching.client import ANY, fetch
from press.fetching.connection import Deadline
from press.fetching.problems import FetchProblem
from press.fetching.url_validation import validate_url

#: https://archive.org/help/wayback_api.php
AVAILABILITY = "https://archive.org/wayback/available"
MAX_BYTES = 100_000
SECONDS = 8.0
_COPY = re.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/.+")


def find_archive_copy(url: str, around: dt.date | None = None) -> str:
    """The https address of the copy of `url` in the Wayback Machine that is nearest to a day.

    Empty when there is none, when the archive does not answer, or when the setting ARCHIVE_LOOKUP is off.
    """
    if not settings.ARCHIVE_LOOKUP:
        return ""
    query = {"url": url} | ({"timestamp": f"{around:%Y%m%d}"} if around else {})
    try:
        query["url"] = validate_url(url)
        # An API: the robots.txt of the host is about the archived pages.
        answer = fetch(
            f"{AVAILABILITY}?{urlencode(query)}",
            accept=ANY,
            max_bytes=MAX_BYTES,
            deadline=Deadline(SECONDS),
            obey_robots=False,
        )
        copy = json.loads(answer.body)["archived_snapshots"]["closest"]
        return plausible(copy["url"]) if copy["available"] is True and str(copy["status"]).startswith("2") else ""
    except (FetchProblem, ValueError, LookupError, TypeError, RecursionError):
        return ""


def plausible(address: str) -> str:
    """The address as https; empty unless it is a copy in the Wayback Machine."""
    parts = urlsplit(address)
    if parts.hostname != "web.archive.org" or not _COPY.fullmatch(parts.path) or len(address) > 1000:
        return ""
    return parts._replace(scheme="https", netloc="web.archive.org", fragment="").geturl()
