"""The metadata of a web page, read from HTML of any quality."""

import re
import time
from collections import Counter
from html import unescape

from lxml import etree

from press.fetching.problems import FetchProblem, Problem
from site_project.text import strip_control_characters

#: Longer values are no headline, name or date.
MAX_VALUE = 1000
#: Of each kind of thing, further ones are passed over: pages that describe one article have few of them.
MAX_METAS = 300
MAX_FEW = 10
MAX_SCRIPT = 500_000
#: Elements inside elements. Each further level makes the parser slower, and no page that is meant to be read has them.
MAX_DEPTH = 500
#: A page of the largest size takes a tenth of a second.
PARSING_SECONDS = 3.0

_PIECE = 64 * 1024
_PUBLISHED = re.compile(r"\b(?:entry-date|published|dt-published|pubdate)\b")
_BYLINE = re.compile(r"byline|author", re.IGNORECASE)
#: Who comments, and who else is shown beside the article, has not written it.
_NO_BYLINE = re.compile(r"comment|reply|related|sidebar|widget|avatar|bio", re.IGNORECASE)


class Page:
    """The metadata of a page. Values are plain text on one line; empty where there is none.

    No tree is built: a hostile page with deep nesting or many attributes would take hours.
    """

    def __init__(self) -> None:
        #: The language tag of the whole page.
        self.language = ""
        #: The first value of each meta element, by its name, property, itemprop or http-equiv in lower case.
        self.metas: dict[str, str] = {}
        #: The first target of each kind of link element, as it stands there.
        self.links: dict[str, str] = {}
        self.titles: list[str] = []
        self.headings: list[str] = []
        self.bylines: list[str] = []
        #: Scripts of JSON-LD.
        self.scripts: list[str] = []
        #: When the page says it was published, in attributes of its body that are meant for programs.
        self.times: list[str] = []
        #: The same, but it is the page's only if that is about one article.
        self.article_times: list[str] = []
        self.articles = 0

    @property
    def title(self) -> str:
        return self.titles[0] if self.titles else ""

    @property
    def heading(self) -> str:
        """The text of the only main heading; empty when there are several."""
        return self.headings[0] if len(self.headings) == 1 else ""


def read_page(text: str) -> Page:
    """Read a page, or as much of it as can be read in a short time: what counts is at its beginning.

    Raises FetchProblem when it is none.
    """
    reader = _PageParserTarget()
    # Bytes, since a declaration of the character set in the text would be obeyed.
    content = strip_control_characters(text, " ").encode("utf-8", "replace")
    parser = etree.HTMLParser(target=reader, encoding="utf-8")
    end = time.monotonic() + PARSING_SECONDS
    try:
        for start in range(0, len(content), _PIECE):
            if time.monotonic() > end:
                raise StopParsing
            parser.feed(content[start : start + _PIECE])
        parser.close()
    except StopParsing:
        reader.close()
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise FetchProblem(Problem.NOTHING_FOUND) from error
    return reader.page


def clean_text(value: object) -> str:
    """A short text: one line, no escapes; empty for what is no text."""
    if not isinstance(value, str):
        return ""
    return " ".join(unescape(value[: MAX_VALUE * 4]).split())[:MAX_VALUE]


class StopParsing(Exception):
    """Raised in a parser's target: the rest of the page is skipped."""


class _Capture:
    def __init__(self, depth: int, into: list[str], *, limit: int, raw: bool = False) -> None:
        self.depth = depth
        self._into = into
        self._limit = limit
        self._raw = raw
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        if self._length <= self._limit:
            self._parts.append(text)
            self._length += len(text)

    def finish(self) -> None:
        text = "".join(self._parts)
        if not self._raw:
            text = " ".join(text.split())[:MAX_VALUE]
        if text and self._length <= self._limit:
            self._into.append(text)


class _PageParserTarget:
    """The target of lxml's parser: receives the elements of a page one after the other."""

    def __init__(self) -> None:
        self.page = Page()
        self._open: Counter[str] = Counter()
        self._depth = 0
        self._captures: list[_Capture] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise StopParsing
        self._open[tag] += 1
        page = self.page
        if tag == "html":
            page.language = page.language or clean_text(attributes.get("lang") or attributes.get("xml:lang"))
        elif tag == "meta":
            self._meta(attributes)
        elif tag == "link":
            for relation in attributes.get("rel", "")[:200].lower().split():
                page.links.setdefault(relation, attributes.get("href", "").strip())
        elif tag == "title" and not self._open["svg"]:
            self._capture(page.titles)
        elif tag == "h1":
            self._capture(page.headings)
        elif tag == "script":
            if attributes.get("type", "").partition(";")[0].strip().lower() == "application/ld+json":
                self._capture(page.scripts, limit=MAX_SCRIPT, raw=True)
        else:
            self._body(tag, attributes)

    def end(self, tag: str) -> None:
        while self._captures and self._captures[-1].depth >= self._depth:
            self._captures.pop().finish()
        self._depth -= 1
        self._open[tag] -= 1

    def data(self, text: str) -> None:
        for capture in self._captures:
            capture.add(text)

    def close(self) -> None:
        while self._captures:
            self._captures.pop().finish()

    def _capture(self, into: list[str], *, limit: int = MAX_VALUE * 4, raw: bool = False) -> None:
        if len(into) < MAX_FEW and len(self._captures) < MAX_FEW:
            self._captures.append(_Capture(self._depth, into, limit=limit, raw=raw))

    def _meta(self, attributes: dict[str, str]) -> None:
        value = clean_text(attributes.get("content"))
        if not value or len(self.page.metas) >= MAX_METAS:
            return
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in attributes.get(attribute, "")[:200].lower().split():
                self.page.metas.setdefault(name, value)

    def _body(self, tag: str, attributes: dict[str, str]) -> None:
        page = self.page
        if tag == "article":
            page.articles += 1
        kind, role = attributes.get("class", "")[:200], attributes.get("itemprop", "")[:200]
        moment = clean_text(attributes.get("datetime") or attributes.get("content"))
        if moment and len(page.times) < MAX_FEW:
            if "datePublished" in role.split() or (
                tag == "time" and ("pubdate" in attributes or _PUBLISHED.search(kind))
            ):
                page.times.append(moment)
            elif tag == "time" and self._open["article"] and self._open["header"] and len(page.article_times) < MAX_FEW:
                page.article_times.append(moment)
        if (
            attributes.get("rel") == "author"
            or "author" in role.split()
            or (_BYLINE.search(kind) and not _NO_BYLINE.search(kind))
        ):
            self._capture(page.bylines)
