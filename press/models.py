"""Outlets and clippings; and the news, so that code outside finds it where it looks first."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    Orderable,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from press.addresses import address_key
from press.enums import ClippingKind
from press.forms import ClippingForm
from press.querysets import ClippingQuerySet
from site_project.forms import CampaignInlinePanel
from site_project.i18n.language_choices import LanguageCodeField


class Outlet(index.Indexed, models.Model):
    """A newspaper, station, agency or site. A proper name: it is the same in every language."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    other_names = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_("One to a line: abbreviations, former names, frequent misspellings."),
    )
    website = models.URLField(_("website"), blank=True)
    language = LanguageCodeField(_("language"), default="en", help_text=_("The language that it mostly publishes in."))

    panels = [FieldPanel("name"), FieldPanel("other_names"), FieldPanel("website"), FieldPanel("language")]

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("other_names"),
        index.AutocompleteField("other_names"),
        index.FilterField("name"),
        index.FilterField("language"),
    ]

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


#: `ClippingQuerySet.published`, for indexes.
PUBLISHED = models.Q(citation=None, live=True)


class Clipping(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, index.Indexed, ClusterableModel
):
    """A citation of one piece of coverage, with an optional gloss and note.

    Headline, outlet, date and address are facts about the source: they stay as published, in the source's own
    language, on every page of the site. Only the gloss and the note are ours, and only they are translated. So there
    is one *citation* per piece of coverage, in the language that staff filed it in. The rows that wagtail-localize makes
    for other languages are its *carriers*: they hold the translated gloss and note, and are never listed.
    """

    #: Translated on the screen of glosses, and its facts are read from the citation: nothing flows.
    has_own_desk = True

    headline = models.CharField(
        _("headline"), max_length=400, help_text=_("Exactly as published, in its own language.")
    )
    outlet = models.ForeignKey(
        "press.Outlet", on_delete=models.PROTECT, related_name="clippings", verbose_name=_("outlet")
    )
    date = models.DateField(_("date"), db_index=True)
    kind = models.CharField(_("kind"), max_length=16, choices=ClippingKind.choices, default=ClippingKind.ARTICLE)
    language = LanguageCodeField(_("language"), default="en", help_text=_("The language of the piece itself."))
    url = models.URLField(
        _("address"), max_length=1000, blank=True, help_text=_("Leave empty for print, radio, or a page that is gone.")
    )
    archive_url = models.URLField(_("archive copy"), max_length=1000, blank=True)
    #: What the address comes to after normalization, for finding duplicates: see `press.addresses`.
    url_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    author = models.CharField(_("author"), max_length=200, blank=True, help_text=_("As the byline names them."))
    quote = models.TextField(
        _("quote"),
        blank=True,
        help_text=_("The sentence to remember, exactly as published, in its own language."),
    )
    gloss = models.CharField(
        _("gloss"),
        max_length=300,
        blank=True,
        help_text=_("One line under the headline: what the piece says, for readers of another language. Translated."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Context for visitors, if it needs any. Translated."))
    citation = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # see `indexes`: half of SQLite's plans would start from "no citation", which is nearly all
        on_delete=models.CASCADE,
        related_name="carriers",
        verbose_name=_("citation"),
    )

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    objects = ClippingQuerySet.as_manager()

    base_form_class = ClippingForm

    panels = [
        FieldPanel("headline"),
        FieldRowPanel([FieldPanel("outlet"), FieldPanel("date")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
        FieldPanel("author"),
        MultiFieldPanel([FieldPanel("url"), FieldPanel("archive_url")], heading=_("Link")),
        FieldPanel("quote"),
        MultiFieldPanel([FieldPanel("gloss"), FieldPanel("note")], heading=_("In our words")),
        CampaignInlinePanel("campaign_links", heading=_("Campaigns"), label=_("Campaign")),
    ]

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField(name, overridable=False)
        for name in ("headline", "outlet", "url", "archive_url", "url_key", "author", "quote")
    ]

    search_fields = [
        index.SearchField("headline", boost=2),
        index.AutocompleteField("headline"),
        index.RelatedFields(
            "outlet",
            [index.SearchField("name"), index.SearchField("other_names"), index.AutocompleteField("name")],
        ),
        index.SearchField("gloss"),
        index.SearchField("quote"),
        index.FilterField("date"),
        index.FilterField("language"),
        index.FilterField("kind"),
        index.FilterField("locale"),
        index.FilterField("live"),
        index.FilterField("citation"),
        index.FilterField("outlet"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("clipping")
        verbose_name_plural = _("clippings")
        ordering = ["-date", "-pk"]
        indexes = [
            # What visitors see, newest first: all of it, and by each filter of the newsroom.
            # Two of them also hold their own condition: only then does SQLite count without looking into the rows.
            models.Index(fields=["-date", "-id"], condition=PUBLISHED, name="citations_by_date"),
            models.Index(
                fields=["outlet", "-date", "-id", "citation", "live"], condition=PUBLISHED, name="citations_by_outlet"
            ),
            models.Index(fields=["language", "-date", "-id"], condition=PUBLISHED, name="citations_by_language"),
            # The language comes last for counting by kind, language and year: see `press.newsroom.filters.facets`.
            models.Index(
                fields=["kind", "-date", "-id", "language", "citation", "live"],
                condition=PUBLISHED,
                name="citations_by_kind",
            ),
            models.Index(
                fields=["citation", "locale"], condition=models.Q(citation__isnull=False), name="carriers_by_citation"
            ),
            models.Index(fields=["id"], condition=models.Q(live=False), name="clippings_not_live"),
            models.Index(
                fields=["locale"],
                condition=models.Q(citation=None, has_unpublished_changes=True),
                name="clippings_waiting",
            ),
            # What staff see, newest first.
            models.Index(fields=["locale", "-date", "-id"], name="clippings_by_locale"),
        ]

    def __str__(self) -> str:
        # Without the date: the log keeps this text, for readers of all languages.
        return f"{self.headline} ({self.outlet.name})" if self.outlet_id else self.headline

    def clean(self) -> None:
        super().clean()
        if self.date and self.date > timezone.localdate():
            raise ValidationError({"date": _("A clipping cannot be dated in the future.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.url_key = address_key(self.url)
        links: Any = self.campaign_links
        if self.citation_id:
            links.set([])  # a citation is filed once, not again in each language
        super().save(*args, **kwargs)
        fields = kwargs.get("update_fields")
        if fields is None or "date" in fields:
            links.model.objects.of(self).exclude(date=self.date).update(date=self.date)

    def copy_for_translation(self, locale: Locale, *args: object, **kwargs: object) -> "Clipping":
        """Make the carrier for another language. It is a draft, and says nothing yet."""
        carrier: Clipping = super().copy_for_translation(locale, *args, **kwargs)
        carrier.citation = self.citation or self
        carrier.gloss = carrier.note = ""
        carrier.live = False
        carrier.last_published_at = carrier.live_revision = None
        return carrier


class ClippingCampaignQuerySet(models.QuerySet["ClippingCampaign"]):
    """Keeps the copy `date` in step where rows are written without `save`."""

    def of(self, clipping: Clipping) -> Self:
        return self.filter(clipping_id=clipping.pk)

    def bulk_create(self, objs: "Iterable[ClippingCampaign]", *args: Any, **kwargs: Any) -> "list[ClippingCampaign]":
        """Write many at once. Dates that are not filled in yet are read with one query, however many there are."""
        rows = list(objs)
        lacking = [row for row in rows if not row.date]
        if lacking:
            dates = Clipping.objects.only("date").in_bulk({row.clipping_id for row in lacking})
            for row in lacking:
                row.date = dates[row.clipping_id].date
        return super().bulk_create(rows, *args, **kwargs)

    def bring_in_step(self) -> int:
        """Take over the dates of clippings that were changed with `update` or `bulk_update`. Returns how many."""
        date = Clipping.objects.filter(pk=OuterRef("clipping")).values("date")[:1]
        return self.exclude(date=models.F("clipping__date")).update(date=Subquery(date))


class ClippingCampaign(Orderable):
    """Files a clipping under a campaign.

    A campaign's coverage, newest first, must not cost more the more coverage there is. So each row also knows what
    that list is sorted by: the clipping's date.
    """

    clipping = ParentalKey("press.Clipping", on_delete=models.CASCADE, related_name="campaign_links")
    campaign = models.ForeignKey(
        "site_project.Campaign",
        db_index=False,  # see `indexes`
        on_delete=models.CASCADE,
        related_name="clipping_links",
        verbose_name=_("campaign"),
    )
    date = models.DateField(editable=False)

    objects = ClippingCampaignQuerySet.as_manager()

    panels = [FieldPanel("campaign")]

    class Meta(Orderable.Meta):
        verbose_name = _("campaign of a clipping")
        verbose_name_plural = _("campaigns of a clipping")
        constraints = [models.UniqueConstraint(fields=["clipping", "campaign"], name="clipping_once_per_campaign")]
        indexes = [models.Index(fields=["campaign", "-date", "-clipping"], name="coverage_of_campaigns")]

    def __str__(self) -> str:
        return str(self.campaign)

    def save(self, *args: object, **kwargs: object) -> None:
        """Filed under the same campaign again: the last one stands, and no error."""
        self.date = self.clipping.date
        type(self).objects.of(self.clipping).filter(campaign=self.campaign_id).exclude(pk=self.pk).delete()
        super().save(*args, **kwargs)


def __getattr__(name: str) -> Any:
    if name == "NewsPage":
        return apps.get_model("press_newsroom", name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
