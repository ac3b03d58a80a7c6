"""Outlets and clippings; and the news, so that code outside finds it where it looks first."""

from typing import Any

from django.apps import apps

from press.models.clipping import Clipping
from press.models.clipping_campaign import ClippingCampaign
from press.models.outlet import Outlet

__all__ = ["Clipping", "ClippingCampaign", "Outlet"]


def __getattr__(name: str) -> Any:
    if name == "NewsPage":
        return apps.get_model("press_newsroom", name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
