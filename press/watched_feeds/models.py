"""Feeds of outlets, read regularly for coverage to propose."""

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from press.imports.models import PressImport
from press.watched_feeds.querysets import WatchedFeedQuerySet


class WatchedFeed(models.Model):
    """An RSS or Atom feed whose entries are proposed as clippings. Nothing is filed without a person."""

    title = models.CharField(_("name"), max_length=160)
    url = models.URLField(_("address of the feed"), max_length=1000, unique=True)
    outlet = models.ForeignKey(
        "press.Outlet",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("outlet"),
        help_text=_("Empty: taken from each entry, for feeds of searches and alerts."),
    )
    campaign = models.ForeignKey(
        "site_project.Campaign",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("campaign"),
    )
    words = models.TextField(
        _("only entries with"),
        blank=True,
        help_text=_("One word or phrase to a line: an entry with any of them is proposed. Empty: all entries."),
    )
    #: Where what it proposes waits for a person. It goes with the feed; what was taken into an import stays.
    proposals = models.OneToOneField(
        PressImport, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    active = models.BooleanField(_("read regularly"), default=True)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True, editable=False)
    next_read_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    #: Why the last try brought nothing: a code of `press.fetching`.
    error = models.CharField(_("problem"), max_length=40, blank=True, editable=False)
    etag = models.CharField(max_length=255, blank=True, editable=False)
    last_modified = models.CharField(max_length=64, blank=True, editable=False)

    objects = WatchedFeedQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("outlet"), FieldPanel("active")]),
        FieldPanel("campaign"),
        FieldPanel("words"),
    ]

    class Meta:
        verbose_name = _("watched feed")
        verbose_name_plural = _("watched feeds")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


@receiver(post_delete, sender=WatchedFeed)
def _delete_proposals(instance: WatchedFeed, **_signal: object) -> None:
    if instance.proposals_id:
        PressImport.objects.filter(pk=instance.proposals_id).delete()
