"""What there is to know of an article at an address: headline, outlet, date, author, language."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from babel.core import get_global

from press.addresses import host_of
from press.fetching import bylines, headlines, json_ld, published
from press.fetching.addresses import checked
from press.fetching.client import HTML, SECONDS, Fetched, fetch
from press.fetching.page import Page, plain, read_page
from press.fetching.problems import NOTHING_FOUND, FetchProblem
from press.fetching.sites import same_site
from site_project.i18n.language_choices import CODES

_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_DESCRIPTION_NAMES = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGE_NAMES = ("content-language", "dc.language", "dcterms.language", "og:locale")


@dataclass(frozen=True)
class Article:
    """What a page says of its article. Empty, or None, where it says nothing."""

    headline: str
    outlet_name: str
    host: str
    date: dt.date | None
    author: str
    #: ISO 639-1, one of `site_project.i18n.language_choices.CODES`.
    language: str
    #: The address that the site wants to be known by, or the one that redirects led to.
    canonical_url: str
    description: str
    #: Whether the page says that not everybody may read it.
    paywalled: bool


def read_article(url: str, *, seconds: float = SECONDS) -> Article:
    """The article at `url`. Raises FetchProblem."""
    return article_in(fetch(url, accept=HTML, seconds=seconds))


def article_in(fetched: Fetched) -> Article:
    """The article of a page that was fetched. Raises FetchProblem."""
    try:
        return _article(fetched)
    except FetchProblem as problem:
        problem.status = fetched.status
        problem.final_url, problem.permanent_url = fetched.final_url, fetched.permanent_url
        raise


def _article(fetched: Fetched) -> Article:
    page = read_page(fetched.text)
    node = json_ld.article_of(page, fetched.final_url)
    host = host_of(fetched.final_url)
    outlet_name = bylines.outlet_name(page, node, host)
    sites = [outlet_name, page.metas.get("og:site_name", ""), *json_ld.names(node.get("publisher"))]
    sites += [host, headlines.main_label(host)]
    headline = headlines.without_site(_title(page, node), sites)
    if _nothing_there(page, node, headline, sites) or _leads_home(fetched):
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
    candidates = [plain(node.get("headline")) or plain(node.get("name"))]
    candidates += [page.metas.get(name, "") for name in _TITLE_NAMES]
    return next((title for title in (*candidates, page.heading, page.title) if title), "")


def _nothing_there(page: Page, node: json_ld.Node, headline: str, sites: list[str]) -> bool:
    """Whether the page is an error message, a question for consent or the like, for all its status of 200."""
    if node and headline:  # such pages do not describe themselves as articles
        return False
    title = headlines.without_site(page.title, sites)
    return headlines.is_none(headline, sites) or (bool(title) and headlines.is_none(title, sites))


def _leads_home(fetched: Fetched) -> bool:
    """Whether the way led to a front page, as many sites have it for articles that are gone, or to a consent page."""
    final = urlsplit(fetched.final_url)
    if (final.hostname or "").startswith("consent."):
        return True
    return final.path == "/" and not final.query and urlsplit(fetched.url).path != "/"


def _date(page: Page, node: json_ld.Node, url: str) -> dt.date | None:
    values = [plain(node.get(name)) for name in ("datePublished", "uploadDate", "dateCreated")]
    values += [page.metas.get(name, "") for name in published.META_NAMES]
    # The times in the body come last: they may be those of other articles.
    times = page.times + (page.article_times if page.articles == 1 else [])
    return published.first_date(values) or published.date_in_path(urlsplit(url).path) or published.first_date(times)


def _is_paywalled(page: Page, node: json_ld.Node) -> bool:
    tier = page.metas.get("article:content_tier", "").lower()
    return json_ld.is_false(node.get("isAccessibleForFree")) or tier in {"locked", "metered"}


def _language(page: Page, node: json_ld.Node, fetched: Fetched) -> str:
    """The first statement that names one language, as ISO 639-1; empty when there is none that we know."""
    statements = [json_ld.code_of(node.get("inLanguage")), page.language]
    statements += [page.metas.get(name, "") for name in _LANGUAGE_NAMES]
    statements += [fetched.headers.get("content-language", "")]
    return next((code for code in map(_iso_code, statements) if code), "")


def _iso_code(tag: str) -> str:
    if "," in tag:
        return ""
    code = re.split("[-_]", tag.strip().lower())[0]
    if code not in CODES:  # three letters, or a name of the past
        code = get_global("language_aliases").get(code, code)
    code = "tl" if code == "fil" else code
    return code if code in CODES else ""


def _canonical(page: Page, fetched: Fetched) -> str:
    """The address that the page wants to be known by, if it can be believed: on the same site, and no front page."""
    here = fetched.final_url
    for stated in (page.links.get("canonical", ""), page.metas.get("og:url", "")):
        try:
            url = checked(urljoin(here, stated)) if stated else ""
        except (FetchProblem, ValueError):
            continue
        if url and same_site(url, here) and (urlsplit(url).path != "/" or urlsplit(here).path == "/"):
            return url
    return here
