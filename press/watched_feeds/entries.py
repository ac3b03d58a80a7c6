"""Entries of a feed, read from text of any quality. Nothing is fetched here."""

import datetime as dt
import hashlib
import html
import io
import logging
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from email.utils import parseaddr
from time import struct_time
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from lxml import etree

from press.addresses import is_page, normalized
from press.fetching.article import ONE_DAY, date_in_path, stated_date
from press.fetching.problems import FetchProblem, Problem
from press.reading.text import normalize_for_matching, one_line
from press.wrapped_addresses import unwrapped

logger = logging.getLogger(__name__)

#: A longer feed is read no further: what is new stands first.
MAX_ENTRIES = 500
#: feedparser takes long for each element, and for each attribute of an element the longer the more it has. A feed of 500
#: articles has some thousand elements, and none with more than twenty attributes.
MAX_ELEMENTS = 50_000
MAX_ATTRIBUTES = 100
#: For each element it looks at all namespaces that were declared by then. A feed has a dozen.
MAX_NAMESPACES = 200
#: Characters of a title or summary that are looked at.
LONGEST_TEXT = 10_000
#: Categories, captions and the like of an entry that are looked at.
MAX_TAGS = 50
#: Programs write the beginning of Unix time, or nonsense, where they know no date; seconds that are taken for
#: thousandths end in January 1970.
EARLIEST = dt.date(1971, 1, 1)
#: Media types of articles, where a feed says that they have several forms.
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
#: Elements whose content nobody reads.
_HIDDEN = frozenset({"script", "style", "template"})
#: Elements that do not end a word: "<b>c</b>ity" is one.
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
#: Namespaces (Media RSS, iTunes) whose elements describe a picture or an episode. feedparser takes them for the texts
#: of the entry itself, whichever comes first. It reads them as categories instead, of which there can be several.
_EXTENSION = re.compile(
    r"xmlns:([\w.-]+)\s*=\s*[\"']\s*http://(?:search\.yahoo\.com/mrss|www\.itunes\.com/dtds/podcast)", re.IGNORECASE
)
_EXTENSIONS = ("media", "itunes")
#: Those that are a title or a description, should the entry have none of its own; and other texts.
_SPARE_TITLES, _SPARE_SUMMARIES = ("title",), ("summary", "description", "subtitle")
#: A start tag of XML with too many attributes. No part of it is looked at twice.
_CROWDED_ELEMENT = re.compile(
    rf"<[^\s<>\"'/!?]++(?:\s++[^\s=<>\"'/]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')){{{MAX_ATTRIBUTES + 1}}}"
)
_NAMESPACE = re.compile(r"xmlns:([^\s=<>\"'/]+)")
#: A character reference that is still there was escaped twice.
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|apos|nbsp);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    #: What tells it from all others of its feed, hashed: see `_key`.
    key: str
    title: str
    url: str
    summary: str = ""
    #: Everything else that it says about itself, as plain text: the whole article, captions, keywords.
    more: str = ""
    #: Where an aggregator has it from; empty in an outlet's own feed.
    outlet_name: str = ""
    author: str = ""
    #: The outlet's own day; without one, what the feed says instead.
    date: dt.date | None = None
    date_text: str = ""


def read_entries(text: str, address: str) -> list[Entry]:
    """The entries of an RSS or Atom feed, in its order. Those without a title and an address are left out.

    Args:
        text: the feed. Broken XML is read as far as possible.
        address: where the feed was found, which its relative addresses are relative to.

    Raises:
        FetchProblem: it is no feed, or none that can be read in a short time.
    """
    if (
        text.count("<") > 2 * MAX_ELEMENTS
        or _CROWDED_ELEMENT.search(text)
        or len(set(_NAMESPACE.findall(text))) > MAX_NAMESPACES
    ):
        raise FetchProblem(Problem.TOO_LARGE)
    import feedparser  # noqa: PLC0415 few processes need it

    known = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        # From a stream: it would fetch a text that looks like an address, and open one that looks like a file.
        parsed = feedparser.parse(
            io.BytesIO(_parted(text).encode("utf-8", "replace")),
            response_headers=known,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        logger.exception("The feed at %s could not be read: an unexpected error.", address)
        raise FetchProblem(Problem.NOT_FEED) from error
    if not parsed.get("version") and not parsed.entries:
        raise FetchProblem(Problem.NOT_FEED)
    found = [_entry(raw) for raw in parsed.entries[:MAX_ENTRIES]]
    return _told_apart([entry for entry in found if entry.key and (entry.title or entry.url)])


def _parted(text: str) -> str:
    """The feed with the texts of extensions as categories that say which they are: `media:title`, `itunes:summary`."""
    prefixes = "|".join(map(re.escape, sorted({*_EXTENSIONS, *_EXTENSION.findall(text)})))
    names = "title|description|summary|subtitle|keywords"
    text = re.sub(rf"<(?:{prefixes}):({names})(?:\s[^<>]*)?(?<!/)>", r'<category scheme="extension:\1">', text)
    return re.sub(rf"</(?:{prefixes}):(?:{names})\s*>", "</category>", text)


def _told_apart(entries: list[Entry]) -> list[Entry]:
    """The same entries; those of different articles have different keys, though some feeds give all one identifier."""
    articles: dict[str, set[str]] = {}
    for entry in entries:
        articles.setdefault(entry.key, set()).add(_article_key(entry))
    return [
        replace(entry, key=_hashed(_article_key(entry))) if len(articles[entry.key]) > 1 else entry for entry in entries
    ]


def _article_key(entry: Entry) -> str:
    """What tells articles apart where identifiers do not."""
    return normalized(entry.url) if is_page(entry.url) else f"{entry.url} {_normalize(entry.title)}"


def matches(words: str, *texts: str) -> bool:
    """Whether one of `words` (one word or phrase to a line) is in one of `texts`, as whole words, ignoring case, accents
    and punctuation. Without any words, everything matches."""
    phrases = [phrase for phrase in map(_normalize, words.splitlines()) if phrase]
    padded = [f" {_normalize(text)} " for text in texts]
    return not phrases or any(f" {phrase} " in text for phrase in phrases for text in padded)


def _normalize(text: str) -> str:
    """ "Mexico's" has the word Mexico."""
    return normalize_for_matching(text.replace("'", " ").replace("’", " "))


def _entry(raw: Any) -> Entry:
    url = _article(_text(raw.get("feedburner_origlink")) or _link(raw))
    outlet_name = plain_text(_text((raw.get("source") or {}).get("title")))
    spare = _spare_texts(raw)
    title = plain_text(_text(raw.get("title"))) or _first(spare, _SPARE_TITLES)
    if outlet_name:
        title = title.removesuffix(f" - {outlet_name}").rstrip()
    summary = plain_text(_text(raw.get("summary"))) or _first(spare, _SPARE_SUMMARIES)
    contents = [plain_text(_text(content.get("value"))) for content in raw.get("content", ())]
    stated = _dates(raw, url)
    return Entry(
        key=_key(raw, url),
        title=title,
        url=url,
        summary=summary,
        more="\n".join([*contents, *(text for _name, text in spare)]),
        outlet_name=outlet_name,
        author=_author(plain_text(_text(raw.get("author")))),
        date=next((day for day in stated if day >= EARLIEST), None),
        date_text="" if stated else plain_text(_text(dict.get(raw, "published")) or _text(dict.get(raw, "updated"))),
    )


def _spare_texts(raw: Any) -> list[tuple[str, str]]:
    """The texts of extensions by the names of their elements, and categories."""
    found = [(tag.get("scheme") or "", plain_text(_text(tag.get("term")))) for tag in raw.get("tags", ())[:MAX_TAGS]]
    return [(scheme.removeprefix("extension:"), text) for scheme, text in found if text]


def _first(texts: list[tuple[str, str]], names: tuple[str, ...]) -> str:
    return next((text for wanted in names for name, text in texts if name == wanted), "")


def _text(value: object) -> str:
    return value.strip()[:LONGEST_TEXT] if isinstance(value, str) else ""


def _link(raw: Any) -> str:
    """The first address of the article itself: feedparser's own `link` may be that of a picture."""
    links = [link for link in raw.get("links", ()) if link.get("rel") == "alternate" and _text(link.get("href"))]
    pages = [link for link in links if link.get("type", "text/html") in _PAGES]
    return _text((pages or links or [{"href": raw.get("link")}])[0]["href"])


def _author(stated: str) -> str:
    """A name: RSS 2.0 has an address of mail, with or without one."""
    return parseaddr(stated)[0] if "@" in stated else stated


def _key(raw: Any, url: str) -> str:
    """The entry's own identifier, hashed, or else its address; empty without both. The address of the site's home page,
    which some feeds give to all entries, identifies none."""
    stated = _text(raw.get("id"))
    is_home = stated.startswith(("http://", "https://")) and not is_page(stated)
    identity = "" if is_home and url else stated
    identity = identity or (normalized(url) if url else "")
    return _hashed(identity) if identity else ""


def _hashed(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()


def _article(url: str) -> str:
    """The address of the article itself, where a search engine hides it in one of its own. Only http and https."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return unwrapped(url) if scheme in {"http", "https"} else ""


def _dates(raw: Any, url: str) -> list[dt.date]:
    """The days on which the entry says that it was published or changed, as the reader of pages understands them: a day
    in the offset that it is written with is the outlet's own. Of a moment in UTC it is the one in the address, or that
    in the site's time zone, where most outlets are."""
    days = []
    for name in ("published", "updated"):
        # feedparser's own would take one for the other, with a warning.
        stated, moment = stated_date(_text(dict.get(raw, name))), dict.get(raw, f"{name}_parsed")
        if stated and not stated[1]:
            days.append(stated[0])
        elif isinstance(moment, struct_time):
            with suppress(ValueError, OverflowError):
                in_utc = dt.datetime(*moment[:6], tzinfo=dt.UTC)
                in_path = date_in_path(urlsplit(url).path)
                is_near = in_path is not None and abs(in_path - in_utc.date()) <= ONE_DAY
                days.append(in_path if in_path and is_near else timezone.localtime(in_utc).date())
    return days


def plain_text(markup: str) -> str:
    """`markup` without its markup, on one line.

    It is read by lxml, which is locked: how Python's own parser takes broken markup depends on the patch level.
    """
    # Bytes, since a declaration of the character set in the text would be obeyed.
    parser = etree.HTMLParser(target=_Text(), encoding="utf-8")
    parser.feed(markup.replace("\0", "").encode("utf-8", "replace"))
    text: str = parser.close()
    return one_line(html.unescape(text) if _REFERENCE.search(text) else text)


class _Text:
    """Hears from the parser what it meets, and keeps the text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._hidden = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._hidden += tag in _HIDDEN
        self._break(tag)

    def end(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN
        self._break(tag)

    def data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(data)

    def close(self) -> str:
        return "".join(self._parts)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self._parts.append(" ")
