"""The part of a page that an embargo governs; `press.newsroom.embargo` tells how it works."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.signals import page_published
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField

from press.newsroom import embargo as embargoes
from press.newsroom.admin.embargo_note import EmbargoNote
from site_project.feeds import at_midnight
from site_project.time_zones import TimeZoneField

if TYPE_CHECKING:
    from site_project.models import BasePage as _Page
else:
    _Page = models.Model


class CarriedField(BaseTranslatableField):
    """A field that wagtail-localize leaves alone: `press.newsroom.embargo` carries it over, when it may and not before."""


class Embargoed(_Page):
    """A page with a date of its own that may have to wait for its time. Comes before the page class in the bases."""

    if TYPE_CHECKING:
        go_live_at: dt.datetime | None

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

    override_translatable_fields: ClassVar[list[Any]] = [CarriedField("embargo"), CarriedField("embargo_time_zone")]

    class Meta:
        abstract = True

    @staticmethod
    def embargo_panel() -> MultiFieldPanel:
        """The panel for moment and zone."""
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
        """Whether it has to wait."""
        return self.waits_until is not None

    @property
    def embargo_day(self) -> dt.date | None:
        """The day on which the embargo ends, where it ends."""
        return embargoes.local_day(self.embargo, self.embargo_time_zone) if self.embargo else None

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
        moment = embargoes.spoken(self.waits_until, self.embargo_time_zone)
        return gettext("%(title)s (embargoed until %(moment)s)") % {"title": title, "moment": moment}

    def move_embargo(self, moment: dt.datetime | None, zone: str) -> None:
        """Set another embargo, or none, and with it what followed from the old one: the time to go live (a later one
        that staff have set stays) and the date."""
        old, old_day = self.embargo, self.embargo_day
        self.embargo, self.embargo_time_zone = moment, zone
        if old and self.go_live_at == old:
            self.go_live_at = moment
        if old_day and self.date == old_day:
            self.date = self.embargo_day or min(self.date, timezone.localdate())
        self.keep_embargo()

    def keep_embargo(self) -> None:
        """While the embargo lasts: not live before it ends, and not dated earlier."""
        until = self.waits_until
        if until is None:
            return
        if self.go_live_at is None or self.go_live_at < until:
            self.go_live_at = until
        day = embargoes.local_day(until, self.embargo_time_zone)
        self.date = max(self.date or day, day)

    def with_content_json(self, content: Any) -> Any:
        """The page with the content of a revision, and with the embargo that holds now.

        Whatever publishes a page comes by here. An old revision does not bring an old embargo back.
        """
        revised = super().with_content_json(content)
        revised.move_embargo(self.embargo, self.embargo_time_zone)
        return revised

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a revision, and the embargo with the page itself."""
        self.keep_embargo()
        if not self.live:
            values = {name: getattr(self, name) for name in ("embargo", "embargo_time_zone")}
            type(self)._default_manager.filter(pk=self.pk, live=False).update(**values)
        return super().save_revision(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the page. Its translations are held back as long as itself."""
        self.keep_embargo()
        saved = super().save(*args, **kwargs)
        if self.is_embargoed and kwargs.get("update_fields") is None:
            embargoes.carry_over(self, earlier=False)
        return saved

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Not before its time, even if something has made it live."""
        if self.is_embargoed:
            raise Http404
        return super().route(request, path_components)


def _published(instance: Any, **kwargs: Any) -> None:
    """After a page was published or scheduled."""
    if isinstance(instance, Embargoed) and not instance.alias_of_id:
        embargoes.carry_over(instance, earlier=True)


page_published.connect(_published, dispatch_uid="press.newsroom.models.embargoed")
