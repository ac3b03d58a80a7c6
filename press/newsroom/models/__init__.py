"""The newsroom with its contacts, and the news."""

from press.newsroom.models.contact import PressContact
from press.newsroom.models.news import NewsIndexPage, NewsPage
from press.newsroom.models.newsroom import NewsroomPage

__all__ = ["NewsIndexPage", "NewsPage", "NewsroomPage", "PressContact"]
