"""The demo's outlets and clippings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.models import Locale

from home.demo.loader.registry import Registry
from home.demo.loader.texts import Pairs
from home.demo.loader.translations import translate
from home.demo.press import CLIPPINGS, OUTLETS
from press.models import Clipping, ClippingCampaign, Outlet


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
        gloss=pairs.text(data["gloss"]) or "",
        note=pairs.text(data["note"]) or "",
        locale=Locale.objects.get(language_code="en"),
    )
    clipping.campaign_links = [ClippingCampaign(campaign=registry.resolve(key).specific) for key in data["campaigns"]]
    clipping.save()
    clipping.save_revision().publish()
    clipping.refresh_from_db()
    if pairs.found:
        translate(clipping, "es", pairs.found, registry)
    return clipping
