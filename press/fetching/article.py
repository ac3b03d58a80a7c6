"""The article at an address: headline, outlet, date, author, language."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from babel.core import get_global
from tld import get_fld

from press.addresses import host_of
from press.fetching import bylines, headlines, json_ld, publication_date
from press.fetching.client import HTML, SECONDS, FetchResult, fetch
from press.fetching.page import Page, clean_text, read_page
from press.fetching.problems import NOTHING_FOUND, FetchProblem
from press.fetching.url_validation import validate_url
from site_project.i18n.language_choices import CODES

_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_DESCRIPTION_NAMES = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGE_NAMES = ("content-language", "dc.language", "dcterms.language", "og:locale")


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
    description: str
    #: Whether the page declares a paywall.
    paywalled: bool


def read_article(url: str, *, seconds: float = SECONDS) -> Article:
    """The article at `url`. Raises FetchProblem."""
    return parse_article(fetch(url, accept=HTML, seconds=seconds))


def parse_article(fetched: FetchResult) -> Article:
    """The article of a page that was fetched. Raises FetchProblem."""
    try:
        return _article(fetched)
    except FetchProblem as problem:
        problem.status = fetched.status
        problem.final_url, problem.permanent_url = fetched.final_url, fetched.permanent_url
        raise


def _article(fetched: FetchResult) -> Article:
    page = read_page(fetched.text)
    node = json_ld.find_article(page, fetched.final_url)
    host = host_of(fetched.final_url)
    outlet_name = bylines.outlet_name(page, node, host)
    site_names = [outlet_name, page.metas.get("og:site_name", ""), *json_ld.names(node.get("publisher"))]
    site_names += [host, headlines.main_label(host)]
    headline = headlines.strip_site_name(_title(page, node), site_names)
    if _is_error_page(page, node, headline, site_names) or _leads_home(fetched):
        raise FetchProblem(NOTHING_FOUND)
    canonical_url = _canonical(page, fetched)
    return Article(
        headline=headline,
        outlet_name=outlet_name,
        host=host_of(canonical_url),
        date=_date(page, node, canonical_url),
        author=bylines.author(page, node),
        language=_language(page, node, fetched),
        canonical_url=canonical_url,
        description=next((page.metas[name] for name in _DESCRIPTION_NAMES if name in page.metas), ""),
        paywalled=_is_paywalled(page, node),
    )


def _title(page: Page, node: json_ld.Node) -> str:
    candidates = [clean_text(node.get("headline")) or clean_text(node.get("name"))]
    candidates += [page.metas.get(name, "") for name in _TITLE_NAMES]
    return next((title for title in (*candidates, page.heading, page.title) if title), "")


def _is_error_page(page: Page, node: json_ld.Node, headline: str, site_names: list[str]) -> bool:
    """Whether the page is an error, a consent page or the like, in spite of its status 200."""
    if node and headline:  # such pages do not describe themselves as articles
        return False
    title = headlines.strip_site_name(page.title, site_names)
    return headlines.is_missing(headline, site_names) or (bool(title) and headlines.is_missing(title, site_names))


def _leads_home(fetched: FetchResult) -> bool:
    """Whether redirects led to the home page, where many sites send readers of removed articles, or to a consent page."""
    final = urlsplit(fetched.final_url)
    if (final.hostname or "").startswith("consent."):
        return True
    return final.path == "/" and not final.query and urlsplit(fetched.url).path != "/"


def _date(page: Page, node: json_ld.Node, url: str) -> dt.date | None:
    values = [clean_text(node.get(name)) for name in ("datePublished", "uploadDate", "dateCreated")]
    values += [page.metas.get(name, "") for name in publication_date.META_NAMES]
    # The times in the body come last: they may be those of other articles.
    times = page.times + (page.article_times if page.articles == 1 else [])
    return (
        publication_date.first_date(values)
        or publication_date.date_in_path(urlsplit(url).path)
        or publication_date.first_date(times)
    )


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
    """The canonical address, if it is plausible: on the same site, and not the home page."""
    here = fetched.final_url
    for stated in (page.links.get("canonical", ""), page.metas.get("og:url", "")):
        try:
            url = validate_url(urljoin(here, stated)) if stated else ""
        except (FetchProblem, ValueError):
            continue
        if url and same_site(url, here) and (urlsplit(url).path != "/" or urlsplit(here).path == "/"):
            return url
    return here


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are under one registrable domain ("example.co.uk"), by the public suffix list."""
    return _domain(one) == _domain(other) != ""


def _domain(url: str) -> str:
    host = (urlsplit(url).hostname or "").removesuffix(".")
    # Blogs of one provider are different sites, hence the private part of the list.
    domain: str | None = get_fld(f"http://{host}/", fail_silently=True, search_private=True) if host else ""
    return domain if domain is not None else host
