"""Outlets, clippings and the pages of the press room."""

from press.models.clipping import Clipping, ClippingCampaign
from press.models.news import NewsIndexPage, NewsPage
from press.models.newsroom import NewsroomPage
from press.models.outlet import Outlet

__all__ = ["Clipping", "ClippingCampaign", "NewsIndexPage", "NewsPage", "NewsroomPage", "Outlet"]
