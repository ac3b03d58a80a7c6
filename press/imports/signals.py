"""What changes rows from outside: they are no longer as somebody saw them."""

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone

from press.imports.models import ImportRow
from press.models import Outlet
from site_project.models import Campaign


@receiver(pre_save, sender=Outlet, dispatch_uid="press.imports.outlet")
def note_renamed_outlet(instance: Outlet, **_signal: Any) -> None:
    if instance.pk is None:
        return
    named_otherwise = Outlet.objects.filter(pk=instance.pk).exclude(name=instance.name)
    ImportRow.objects.open().filter(outlet__in=named_otherwise).update(changed_at=timezone.now())


@receiver(pre_delete, sender=Campaign, dispatch_uid="press.imports.campaign")
def note_deleted_campaign(instance: Campaign, **_signal: Any) -> None:
    ImportRow.objects.open().filter(campaign=instance).update(changed_at=timezone.now())
