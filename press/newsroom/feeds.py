"""Feeds of coverage and of news, in the language of the page that they stand on."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from press.newsroom.citations import Citation, as_citations
from site_project.feeds import at_midnight, entry_id, feed_response, new_feed
from site_project.i18n.language_choices import language_name
from site_project.models import OrganizationSettings
from site_project.text import with_site_name

if TYPE_CHECKING:
    from press.models import Clipping
    from press.newsroom.models.embargoed import EmbargoedPage
    from site_project.models import BasePage

ENTRIES = 50


def press_feed(
    page: "BasePage", title: str, clippings: "QuerySet[Clipping]", request: HttpRequest, query: str = ""
) -> HttpResponse:
    """Coverage as an Atom feed. A clipping without an address leads to `page`. `query` ("?year=2017") tells the feed of
    a filtered list from the others; search engines need not know it."""
    url = page.get_full_url(request)
    feed = new_feed(
        with_site_name(title, OrganizationSettings.current(request).name),
        f"{url}{query}",
        page.description or title,
        f"{url}feed.xml{query}",
    )
    for citation in as_citations(clippings[:ENTRIES]):
        day = at_midnight(citation.date)
        feed.add_item(
            title=citation.headline,
            title_lang=citation.lang,
            link=citation.url or citation.archive_url or url,
            description=describe(citation),
            unique_id=entry_id(citation.key),
            pubdate=day,
            updateddate=day,
            author_name=citation.outlet_name,
        )
    response = feed_response(feed)
    if query:
        response["X-Robots-Tag"] = "noindex"
    return response


def describe(citation: Citation) -> str:
    """Where and when a piece appeared, in the reader's language, after the gloss if there is one. Where the headline
    is in another language, that is said too."""
    facts = {
        "outlet": citation.outlet_name,
        "date": date_format(citation.date, "DATE_FORMAT"),
        "language": language_name(citation.lang),
    }
    sentences = [citation.gloss and f"{citation.gloss.rstrip('.')}."]
    if citation.lang_differs:
        sentences.append(
            _(
                "Press coverage of the campaign, written in %(language)s: %(outlet)s published it on %(date)s, and its "
                "headline is given here exactly as it appeared."
            )
            % facts
        )
    else:
        sentences.append(_("Press coverage of the campaign, published by %(outlet)s on %(date)s.") % facts)
    return " ".join(filter(None, sentences))


def news_feed(
    page: "BasePage", title: str, posts: "QuerySet[EmbargoedPage]", request: HttpRequest, name: str = "feed.xml"
) -> HttpResponse:
    """News as an Atom feed. `name` is the last part of the feed's own address."""
    url = page.get_full_url(request)
    feed = new_feed(
        with_site_name(title, OrganizationSettings.current(request).name),
        url,
        page.description or title,
        f"{url}{name}",
    )
    for post in posts[:ENTRIES]:
        published = at_midnight(post.date)
        link = post.get_full_url(request)
        feed.add_item(
            title=post.title,
            link=link,
            description=post.excerpt or post.title,
            unique_id=entry_id(post.translation_key),
            pubdate=published,
            updateddate=max(published, post.last_published_at or published),
        )
    return feed_response(feed)
