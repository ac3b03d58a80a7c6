"""What happens besides when a hub is deleted."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from campaigns.models import CampaignPage
from site_project.models import Campaign


@receiver(post_delete, sender=CampaignPage, dispatch_uid="delete-campaign-without-hub")
def delete_campaign_without_hub(instance: CampaignPage, **_signal: Any) -> None:
    """With the last language of its hub a campaign goes."""
    Campaign.objects.filter(pk=instance.campaign_id, hubs=None).delete()
