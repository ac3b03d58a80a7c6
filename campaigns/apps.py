"""Campaign hubs, calls to action and events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns.models import EventPage
        from site_project.page_cache import moments

        moments.register(EventPage.objects.next_moment)
