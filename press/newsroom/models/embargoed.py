"""Embargoes: what nobody but staff may see before its time, in any language.

How it works: an embargo that has not ended yet sets Wagtail's own `go_live_at`. Whatever publishes a page (the editor,
a workflow, a bulk action, wagtail-localize) then schedules it instead, and `publish_scheduled` makes it public when the
time has come (`manage.py work` looks twice a minute).

One text has one embargo. It is kept with the page, not with its revisions, and is the same in all languages: it is set
on the page that the others are translated from, and carried over to them from there.
"""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.signals import pre_save
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField
from wagtail_localize.models import Translation

from press.newsroom.forms import EmbargoNote, format_datetime, local_day
from site_project.feeds import at_midnight
from site_project.fields import TimeZoneField
from site_project.models import BasePage
from site_project.querysets import published_q

#: What an embargo decides about a page.
FIELDS = ("embargo", "embargo_time_zone", "go_live_at", "date")


class SyncedField(BaseTranslatableField):
    """A field that wagtail-localize leaves alone: `EmbargoedPage.propagate_embargo` syncs it, when it may and not before."""


class EmbargoedPage(BasePage):
    """A page with a date of its own that may have to wait for its time."""

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    #: Until then nobody but staff sees it, in any language.
    embargo = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_(
            "The page goes public by itself at that moment, in all languages. Enter the time as clocks in the time zone show it."
        ),
    )
    embargo_time_zone = TimeZoneField(_("time zone of the embargo"))

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SyncedField("embargo"),
        SyncedField("embargo_time_zone"),
    ]

    class Meta:
        abstract = True

    @staticmethod
    def embargo_panel() -> MultiFieldPanel:
        return MultiFieldPanel(
            [EmbargoNote(), FieldRowPanel([FieldPanel("embargo"), FieldPanel("embargo_time_zone")])],
            heading=_("Embargo"),
        )

    @property
    def waits_until(self) -> dt.datetime | None:
        """The end of the embargo, while it lasts."""
        return self.embargo if self.embargo and self.embargo > timezone.now() else None

    @property
    def is_embargoed(self) -> bool:
        return self.waits_until is not None

    @property
    def embargo_day(self) -> dt.date | None:
        """The day on which the embargo ends, where it ends."""
        return local_day(self.embargo, self.embargo_time_zone) if self.embargo else None

    @property
    def published_at(self) -> dt.datetime:
        """The moment it is dated: the end of the embargo, else the start of its day."""
        if self.embargo and self.embargo_day == self.date:
            return self.embargo
        return at_midnight(self.date)

    def get_admin_display_title(self) -> str:
        """The title, for staff: with the embargo while it lasts."""
        title: str = super().get_admin_display_title()
        if self.waits_until is None:
            return title
        moment = format_datetime(self.waits_until, self.embargo_time_zone)
        return gettext("%(title)s (embargoed until %(moment)s)") % {"title": title, "moment": moment}

    def move_embargo(self, moment: dt.datetime | None, zone: str) -> None:
        """Set another embargo, or none, and with it what followed from the old one: the time to go live (a later one
        that staff have set stays) and the date."""
        old, old_day = self.embargo, self.embargo_day
        self.embargo, self.embargo_time_zone = moment, zone
        if old and self.go_live_at == old:  # type: ignore[has-type]  # a field of Wagtail, which has no types
            self.go_live_at = moment
        if old_day and self.date == old_day:
            self.date = self.embargo_day or min(self.date, timezone.localdate())
        self.apply_embargo()

    def apply_embargo(self) -> None:
        """While the embargo lasts: not live before it ends, and not dated earlier."""
        until = self.waits_until
        if until is None:
            return
        if self.go_live_at is None or self.go_live_at < until:
            self.go_live_at = until
        day = local_day(until, self.embargo_time_zone)
        self.date = max(self.date or day, day)

    def with_content_json(self, content: object) -> Any:
        """The page with the content of a revision, and with the embargo that holds now.

        Whatever publishes a page comes by here. An old revision does not bring an old embargo back.
        """
        revised = super().with_content_json(content)
        revised.move_embargo(self.embargo, self.embargo_time_zone)
        return revised

    def save_revision(self, *args: object, **kwargs: object) -> Any:
        self.apply_embargo()
        if not self.live:
            values = {name: getattr(self, name) for name in ("embargo", "embargo_time_zone")}
            type(self)._default_manager.filter(pk=self.pk, live=False).update(**values)
        return super().save_revision(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the page. Its translations are held back as long as itself."""
        self.apply_embargo()
        saved = super().save(*args, **kwargs)
        if self.is_embargoed and kwargs.get("update_fields") is None:
            self.propagate_embargo(earlier=False)
        return saved

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Not before its time, even if something has made it live."""
        if self.is_embargoed:
            raise Http404
        return super().route(request, path_components)

    def public_translations(self) -> QuerySet[Self]:
        """This page in the languages in which visitors can see it now, itself included."""
        pages: QuerySet[Self] = self.get_translations(inclusive=True)
        return pages.filter(published_q()).select_related("locale").order_by("pk")

    def translation_source(self) -> Self | None:
        """The page that this one is a translation of; None when it is an original, or its source is gone."""
        links = Translation.objects.filter(source__object_id=self.translation_key, target_locale=self.locale_id)
        sources: QuerySet[Self] = self.get_translations().filter(locale__in=links.values("source__locale"))
        return sources.filter(alias_of=None).select_related("locale").first()

    def propagate_embargo(self, *, earlier: bool) -> None:
        """Give the translations of this page, as it is in the database, its embargo: their rows, latest and scheduled
        revisions, and schedules.

        Args:
            earlier: also where that makes a translation public earlier. Only somebody who may publish may decide so; a
                draft can hold translations back, and not let them go.
        """
        links = Translation.objects.filter(source__object_id=self.translation_key, source__locale=self.locale_id)
        for target in self.get_translations().filter(locale__in=links.values("target_locale"), alias_of=None):
            if (target.embargo, target.embargo_time_zone) == (self.embargo, self.embargo_time_zone):
                continue
            is_later = self.is_embargoed and (target.embargo is None or self.embargo >= target.embargo)
            if earlier or is_later:
                target.take_over_embargo(self.embargo, self.embargo_time_zone)
                target.propagate_embargo(earlier=earlier)  # it may have been translated in turn

    def take_over_embargo(self, embargo: dt.datetime | None, zone: str) -> None:
        """Move the embargo of the row and of the revisions that can still become public."""
        self.move_embargo(embargo, zone)
        type(self)._default_manager.filter(pk=self.pk).update(**{name: getattr(self, name) for name in FIELDS})
        for revision in self.revisions.filter(Q(pk=self.latest_revision_id) | Q(approved_go_live_at__isnull=False)):
            moved = self.with_content_json(revision.content)
            data = moved.serializable_data()
            scheduled = revision.approved_go_live_at
            if scheduled is not None:
                # It was approved for as soon as the embargo allows.
                scheduled = max(moved.go_live_at or timezone.now(), timezone.now())
            # Not save(): that would write "unscheduled" into the page's history.
            Revision.objects.filter(pk=revision.pk).update(
                content=revision.content | {name: data[name] for name in FIELDS}, approved_go_live_at=scheduled
            )


def propagate_on_publish(instance: object, **kwargs: object) -> None:
    if isinstance(instance, EmbargoedPage) and not instance.alias_of_id:
        instance.propagate_embargo(earlier=True)


def log_plain_title(instance: PageLogEntry, **kwargs: object) -> None:
    """The log keeps what a page was called, for readers of all languages; its embargo is put in words for one of them."""
    if isinstance(instance.page, EmbargoedPage):
        instance.label = instance.page.draft_title or instance.page.title


pre_save.connect(log_plain_title, sender=PageLogEntry, dispatch_uid="log-plain-title")
page_published.connect(propagate_on_publish, dispatch_uid="propagate-embargo")
