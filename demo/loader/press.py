"""The demo's outlets, clippings, watched feeds and press contacts."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from demo.content.press import CLIPPINGS, FEEDS, OUTLETS
from demo.loader.registry import Registry
from demo.loader.texts import Pairs
from demo.loader.translations import translate
from press.link_checks.models import Link, LinkCheck
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.models import PressContact
from press.watched_feeds.models import WatchedFeed


def load_press(registry: Registry) -> None:
    """File all clippings under their campaigns. The first of the data is filed last, so that it stands first."""
    outlets = {
        key: Outlet.objects.create(
            name=data["name"],
            other_names="\n".join(data.get("other_names", ())),
            website=data["website"],
            language=data["language"],
        )
        for key, data in OUTLETS.items()
    }
    for data in reversed(CLIPPINGS):
        registry.clippings[data["key"]] = _clipping(data, outlets[data["outlet"]], registry)
    for data in FEEDS:
        WatchedFeed.objects.create(
            title=data["title"],
            url=data["url"],
            outlet=outlets[data["outlet"]],
            campaign=registry.resolve(data["campaign"]),
            words="\n".join(data["words"]),
            active=False,
        )


def _clipping(data: dict[str, Any], outlet: Outlet, registry: Registry) -> Clipping:
    pairs = Pairs("en", lambda key: registry.pages[key].pk)
    clipping = Clipping(
        headline=data["headline"],
        outlet=outlet,
        date=dt.date.fromisoformat(data["date"]),
        kind=data["kind"],
        language=data["language"],
        url=data["url"],
        archive_url=data["archive_url"],
        author=data["author"],
        quote=data["quote"],
        gloss=pairs.text(data["gloss"]) or "",
        note=pairs.text(data["note"]) or "",
        locale=Locale.objects.get(language_code="en"),
    )
    clipping.campaign_links = [ClippingCampaign(campaign=registry.resolve(key)) for key in data["campaigns"]]
    clipping.save()
    clipping.save_revision().publish()
    clipping.refresh_from_db()
    if data["link_state"]:
        _link(clipping, data["link_state"])
    if pairs.found:
        translate(clipping, "es", pairs.found, registry)
    return clipping


def _link(clipping: Clipping, state: str) -> None:
    """What a check would have found."""
    now = timezone.now()
    found = {"url": clipping.url, "state": state, "since": now, "checked_at": now}
    link, _created = Link.objects.update_or_create(clipping=clipping, defaults=found)
    LinkCheck.objects.create(link=link, checked_at=now, state=state)


def press_contacts(items: Iterable[dict[str, Any]], registry: Registry, pairs: Pairs) -> list[PressContact]:
    """The contacts of a newsroom that is written in English, not yet saved."""
    locale = Locale.objects.get(language_code="en")
    return [
        PressContact(
            name=data["name"],
            role=pairs.text(data["role"]),
            email=data["email"],
            phone=data["phone"],
            languages=data["languages"],
            campaign=registry.resolve(data["campaign"]) if data["campaign"] else None,
            locale=locale,
            sort_order=place,
        )
        for place, data in enumerate(items)
    ]
