"""Atom feeds (RFC 4287) that say which language each entry's title is in."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from site_project.text import strip_control_characters

MIME_TYPE = "application/atom+xml"


class LocalizedAtomFeed(Atom1Feed):
    """An Atom feed whose entries may have a title in another language than the feed's own (`title_lang`)."""

    def latest_post_date(self) -> dt.datetime:
        """Of an empty feed the start of the day: with Django's, the present moment, each answer would be another one."""
        if self.items:
            return super().latest_post_date()
        return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        marking: Any = _TitleLanguage(handler, item.get("title_lang"))
        super().add_item_elements(marking, {key: _clean(value) for key, value in item.items()})


def _clean(value: object) -> Any:
    return strip_control_characters(value) if isinstance(value, str) else value


class _TitleLanguage:
    """An XML generator that marks the title element with its language."""

    def __init__(self, handler: SimplerXMLGenerator, lang: str | None) -> None:
        self._handler, self._lang = handler, lang

    def addQuickElement(self, name: str, contents: Any = None, attrs: Any = None) -> None:  # noqa: N802
        if name == "title" and self._lang:
            attrs = {**(attrs or {}), "xml:lang": self._lang}
        self._handler.addQuickElement(name, contents, attrs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handler, name)


def new_feed(title: str, link: str, description: str, feed_url: str) -> LocalizedAtomFeed:
    """A feed in the active language. Addresses are absolute."""
    return LocalizedAtomFeed(
        title=strip_control_characters(title),
        link=link,
        description=strip_control_characters(description),
        language=get_language(),
        feed_url=feed_url,
        subtitle=strip_control_characters(description),
    )


def entry_id(key: uuid.UUID) -> str:
    """A permanent identifier of an entry in the active language (RFC 4287, 4.2.6), even if its address changes."""
    return uuid.uuid5(key, get_language() or "").urn


def at_midnight(day: dt.date) -> dt.datetime:
    """The start of a day in the site's time zone, aware."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def feed_response(feed: Atom1Feed) -> HttpResponse:
    response = HttpResponse(content_type=f"{MIME_TYPE}; charset=utf-8")
    response["Content-Language"] = get_language() or ""
    feed.write(response, "utf-8")
    return response
