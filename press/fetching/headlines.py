"""Headlines, without the name of the site that titles end or begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from press.fetching.error_pages import is_error_title
from site_project.text import strip_accents

_SEPARATOR = re.compile(r"\s+(?:\||--?|–|—|::|·|•|«|»|<|>|/)\s+|\s*\|\s*")


def strip_site_name(title: str, site_names: Iterable[str]) -> str:
    """`title` without the name of its site at its end, or before a bar; `site_names` are those that it may go by.

    Before a dash stands what an article is about, which may be what a site is called after: "Miami – What Now?"
    """
    known = {key for key in map(_key, site_names) if key}
    matches = list(_SEPARATOR.finditer(title))
    if matches and _key(title[matches[-1].end() :]) in known:
        title = title[: matches[-1].start()].rstrip()
    first, _bar, rest = title.partition("|")
    return rest.strip() if _key(first) in known and rest.strip() else title


def suffix(title: str) -> str:
    """What stands after the last separator of a title; empty without one."""
    matches = list(_SEPARATOR.finditer(title))
    return title[matches[-1].end() :].strip() if matches else ""


def is_host(name: str, host: str) -> bool:
    """Whether a name is that of a host: "NBC News" of nbcnews.com."""
    return bool(key := _key(name)) and key in map(_key, (host, main_label(host)))


def main_label(host: str) -> str:
    """The part of a host that is a name: "nbcnews" of "video.nbcnews.com"."""
    return max(host.split(".")[:-1], key=len, default="")


def is_missing(title: str, site_names: Iterable[str]) -> bool:
    """Whether a title is empty, is only the name of the site, or belongs to a page without an article."""
    key = _key(title)
    return not key or key in map(_key, site_names) or is_error_title(title)


def _key(text: str) -> str:
    """Letters and digits only, without accents and case."""
    return "".join(c for c in strip_accents(text) if c.isalnum())
