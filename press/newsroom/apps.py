"""The newsroom, news and press lists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "press.newsroom"
    label = "press_newsroom"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from press.newsroom import counts
        from press.newsroom.models import NewsPage
        from site_project.page_cache import moments

        counts.connect()
        moments.register(NewsPage.objects.next_moment)
