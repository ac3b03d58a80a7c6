"""Which campaign a page belongs to, without knowing the campaign's model."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page


def hub_of(page: Any) -> Page | None:
    """The campaign hub that `page` is, or is filed under; None when it is neither.

    A page says so through a property `hub`: the hub returns itself, news and events the hub they are filed under.
    """
    hub: Page | None = getattr(page, "hub", None)
    return hub
