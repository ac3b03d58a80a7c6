"""The article at an address: headline, outlet, date, author, language. No date is guessed from its text."""

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from babel.core import get_global
from django.utils import timezone
from tld import get_fld

from press.addresses import host_of
from press.fetching import bylines, headlines, json_ld
from press.fetching.client import FetchResult, fetch
from press.fetching.page import Page, clean_text, read_page
from press.fetching.problems import FetchProblem, Problem
from press.fetching.url_validation import validate_url
from site_project.i18n.language_choices import CODES

_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_LANGUAGE_NAMES = ("content-language", "dc.language", "dcterms.language", "og:locale")
#: Last parts of addresses of the same article in another form.
_VARIANTS = frozenset({"amp", "print", "full", "index.html", "index.htm", "index.php", "1"})
EARLIEST = dt.date(1900, 1, 1)

#: Names of dates, most reliable first. Modification dates are left out.
_DATE_NAMES = (
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
#: At the end of a moment.
_UTC = re.compile(r"\d(?:\.\d+)?\s*(?:Z|[+-]00:?00|GMT|UTC)$", re.IGNORECASE)
ONE_DAY = dt.timedelta(days=1)
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")


class Doubt(StrEnum):
    """Something that a person should look at."""

    DATE = "date_disputed"
    HEADLINE = "headline_cut"


@dataclass(frozen=True)
class Article:
    """The metadata of an article. Empty, or None, where the page has none."""

    headline: str
    outlet_name: str
    host: str
    date: dt.date | None
    author: str
    #: ISO 639-1, one of `site_project.i18n.language_choices.CODES`.
    language: str
    #: The canonical address, or where redirects led.
    canonical_url: str
    #: Whether the page declares a paywall.
    paywalled: bool
    #: What the page contradicts itself about.
    doubts: tuple[Doubt, ...] = ()
    #: The other day that the page gives, if it contradicts itself about the date.
    other_date: dt.date | None = None


def read_article(url: str) -> Article:
    """The article at `url`. Raises FetchProblem."""
    return parse_article(fetch(url))


def parse_article(fetched: FetchResult) -> Article:
    """The article of a page that was fetched. Raises FetchProblem."""
    page = read_page(fetched.text)
    node = json_ld.find_article(page, fetched.final_url)
    if node and json_ld.is_recording(node) and not _is_main(page, node):
        node = {}
    host = host_of(fetched.final_url)
    outlet_name = bylines.outlet_name(page, node, host)
    if headlines.is_same(outlet_name, page.heading) and _is_described(page):  # the headline in the wrong place
        outlet_name = ""
    site_names = [outlet_name, *json_ld.names(node.get("publisher")), host, headlines.main_label(host)]
    headline, is_cut = _headline(page, node, site_names)
    if _is_error_page(page, node, headline, site_names) or _leads_home(fetched):
        raise FetchProblem(Problem.NOTHING_FOUND, final_url=fetched.final_url)
    canonical_url = _canonical(page, fetched)
    day, other_date = _date(page, node, canonical_url)
    return Article(
        headline=headline,
        outlet_name=outlet_name,
        host=host_of(canonical_url),
        date=day,
        author=bylines.author(page, node, site_names),
        language=_language(page, node, fetched),
        canonical_url=canonical_url,
        paywalled=_is_paywalled(page, node),
        doubts=(*([Doubt.DATE] if other_date else []), *([Doubt.HEADLINE] if is_cut else [])),
        other_date=other_date,
    )


def _is_described(page: Page) -> bool:
    """Whether the page describes itself as an article, in whatever way."""
    return page.metas.get("og:type", "").lower() == "article" or any(page.metas.get(name) for name in _DATE_NAMES)


def _is_main(page: Page, node: json_ld.Node) -> bool:
    """Whether a recording is what the page is about, and not one that is embedded in an article."""
    titles = [page.metas.get("og:title", ""), page.heading, page.title]
    name = clean_text(node.get("name") or node.get("headline"))
    if page.metas.get("og:type", "").lower().startswith(("video", "music", "audio")):
        return True
    return not any(titles) or any(headlines.is_beginning(*sorted((name, title), key=len)) for title in titles if title)


def _headline(page: Page, node: json_ld.Node, site_names: list[str]) -> tuple[str, bool]:
    """The headline, and whether it may have been cut off: it then is the beginning of what the page shows."""
    candidates = [clean_text(node.get("headline")) or clean_text(node.get("name"))]
    candidates += [page.metas.get(name, "") for name in _TITLE_NAMES]
    shown = [headlines.strip_site_name(title, site_names) for title in (page.heading, page.title)]
    titles = [headlines.strip_site_name(title, site_names) for title in candidates if title] + shown
    headline = next((title for title in titles if title), "")
    longer = [title for title in shown if headlines.is_cut(headline, title)]
    if longer and (len(longer) == len(shown) or headlines.ends_open(headline)):
        return longer[0], False
    return headline, bool(longer)


def _is_error_page(page: Page, node: json_ld.Node, headline: str, site_names: list[str]) -> bool:
    """Whether the page is an error, a consent page or the like, in spite of its status 200."""
    if node and headline:  # such pages do not describe themselves as articles
        return False
    title = headlines.strip_site_name(page.title, site_names)
    return headlines.is_missing(headline, site_names) or headlines.is_error_title(title)


def _leads_home(fetched: FetchResult) -> bool:
    """Whether redirects led to the home page, where many sites send readers of removed articles, or to a consent page."""
    final = urlsplit(fetched.final_url)
    if (final.hostname or "").startswith("consent."):
        return True
    return final.path == "/" and not final.query and urlsplit(fetched.url).path != "/"


def _date(page: Page, node: json_ld.Node, url: str) -> tuple[dt.date | None, dt.date | None]:
    """The day of an article, and the other day that the page gives if it contradicts itself.

    A day in the address is the outlet's own, and so is one of a moment with an offset or without a time; a moment in
    UTC may be on the next day already where the outlet is.
    """
    values = [clean_text(node.get(name)) for name in ("datePublished", "uploadDate", "dateCreated")]
    values += [page.metas.get(name, "") for name in _DATE_NAMES]
    stated = [found for value in values if (found := stated_date(value))]
    in_path = date_in_path(urlsplit(url).path)
    if not stated:
        # The times in the body come last: they may be those of other articles.
        times = page.times + (page.article_times if page.articles == 1 else [])
        found = next((found for value in times if (found := stated_date(value))), None)
        return in_path or (found[0] if found else None), None
    day, is_utc = stated[0]
    own = [in_path] if in_path else [other for other, utc in stated if not utc]
    better = next((other for other in own if abs(other - day) <= ONE_DAY), None)
    others = [other for other, _utc in stated if abs(other - day) > ONE_DAY]
    if is_utc and better:
        day = better
    if in_path and abs(in_path - day) > ONE_DAY:
        others.insert(0, in_path)
    return day, next(iter(others), None)


def stated_date(value: str) -> tuple[dt.date, bool] | None:
    """The day in an ISO 8601 or RFC 5322 date, in the offset that it is written with; and whether that is UTC."""
    value = value.strip()[:100]
    is_utc = bool(_UTC.search(value))
    if match := _ISO.fullmatch(value):
        year, separator, month, day = match.groups()
        found = _day(year, month, day) if separator or len(month + day) == 4 else None
        return (found, is_utc) if found else None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    found = _plausible(moment.date())
    return (found, is_utc) if found else None


def date_in_path(path: str) -> dt.date | None:
    """The day that many sites put into their addresses: /2017/03/28/."""
    match = _IN_PATH.search(path)
    return _day(*match.groups()) if match else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return _plausible(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _plausible(day: dt.date) -> dt.date | None:
    """`day`, or None when no article can have it. Somewhere in the world it may already be tomorrow."""
    latest = timezone.now().date() + dt.timedelta(days=1)
    return day if EARLIEST <= day <= latest else None


def _is_paywalled(page: Page, node: json_ld.Node) -> bool:
    tier = page.metas.get("article:content_tier", "").lower()
    return json_ld.is_false(node.get("isAccessibleForFree")) or tier in {"locked", "metered"}


def _language(page: Page, node: json_ld.Node, fetched: FetchResult) -> str:
    """The first statement that names one language, as ISO 639-1; empty when there is none that we know."""
    statements = [json_ld.language_code(node.get("inLanguage")), page.language]
    statements += [page.metas.get(name, "") for name in _LANGUAGE_NAMES]
    statements += [fetched.headers.get("content-language", "")]
    return next((code for code in map(_iso_code, statements) if code), "")


def _iso_code(tag: str) -> str:
    if "," in tag:
        return ""
    code = re.split("[-_]", tag.strip().lower())[0]
    if code not in CODES:  # three letters, or a deprecated code
        code = get_global("language_aliases").get(code, code)
    code = "tl" if code == "fil" else code
    return code if code in CODES else ""


def _canonical(page: Page, fetched: FetchResult) -> str:
    """The canonical address, if it is plausible."""
    here = fetched.final_url
    for stated in (page.links.get("canonical", ""), page.metas.get("og:url", "")):
        try:
            url = validate_url(urljoin(here, stated)) if stated else ""
        except (FetchProblem, ValueError):
            continue
        if url and same_site(url, here) and _may_be_same(urlsplit(url), urlsplit(here)):
            return url
    return here


def _may_be_same(canonical: SplitResult, here: SplitResult) -> bool:
    """Whether a canonical address can be that of the same article, and not of the list or the site that it is in."""
    above, own = ([part for part in split.path.split("/") if part] for split in (canonical, here))
    if above == own:
        return bool(canonical.query) or not any(_numbers_article(name, value) for name, value in parse_qsl(here.query))
    return own[: len(above)] != above or set(own[len(above) :]) <= _VARIANTS


def _numbers_article(name: str, value: str) -> bool:
    """Whether a parameter of an address tells one article from another."""
    return name.lower().endswith(("id", "story", "article")) and any(c.isdigit() for c in value)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are under one registrable domain ("example.co.uk"), by the public suffix list."""
    return _domain(one) == _domain(other) != ""


def _domain(url: str) -> str:
    host = (urlsplit(url).hostname or "").removesuffix(".")
    # Blogs of one provider are different sites, hence the private part of the list.
    domain: str | None = get_fld(f"http://{host}/", fail_silently=True, search_private=True) if host else ""
    return domain if domain is not None else host
