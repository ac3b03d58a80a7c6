"""Outlets, clippings and the pages of the press room."""

from press.models.clipping import Clipping
from press.models.clipping_campaign import ClippingCampaign
from press.models.contact import PressContact
from press.models.link import Link, LinkCheck
from press.models.news import NewsIndexPage, NewsPage
from press.models.newsroom import NewsroomPage
from press.models.outlet import Outlet
from press.models.press_import import ImportRow, PressImport
from press.models.watched_feed import WatchedFeed

__all__ = [
    "Clipping",
    "ClippingCampaign",
    "ImportRow",
    "Link",
    "LinkCheck",
    "NewsIndexPage",
    "NewsPage",
    "NewsroomPage",
    "Outlet",
    "PressContact",
    "PressImport",
    "WatchedFeed",
]
