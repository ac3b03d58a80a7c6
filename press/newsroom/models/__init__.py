"""The newsroom with its contacts, and the news."""

from press.newsroom.models.news import NewsIndexPage, NewsPage
from press.newsroom.models.newsroom import NewsroomPage, PressContact

__all__ = ["NewsIndexPage", "NewsPage", "NewsroomPage", "PressContact"]
