"""Campaigns: what pages, coverage and contacts are filed under."""

import uuid
from collections import Counter
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Subquery, Value, When
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from site_project.i18n.translations import pick_translation
from site_project.querysets import PageQuerySet, all_pages, published_q


def _hubs_of(key: str = "key") -> PageQuerySet:
    """The hubs of the campaign whose key is the outer query's field `key`, for use in a subquery."""
    return all_pages().filter(translation_key=OuterRef(key), alias_of=None)


def _first_for_reader(hubs: PageQuerySet, field: str) -> Subquery:
    """`field` of the hub in the active language, else of the oldest one."""
    foreign = Case(When(locale__language_code=get_language(), then=Value(0)), default=Value(1))
    return Subquery(hubs.order_by(foreign, "pk").values(field)[:1])


def title_of(key: str = "key") -> Subquery:
    """The title, for staff, of the campaign whose key is the outer query's field `key`; to annotate with."""
    return _first_for_reader(_hubs_of(key), "title")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns have no names of their own. They are called as their hubs are: as the one in the active language, else
    as the oldest one."""

    def named(self) -> "list[Campaign]":
        """All of them by name, with `name` and `label`, for staff to choose from. Titles that several share are told
        apart by slugs, and the label says so where no hub is published. One query."""
        hubs = _hubs_of()
        found = list(
            self.annotate(
                title=title_of(), slug=_first_for_reader(hubs, "slug"), is_public=Exists(hubs.filter(published_q()))
            ).exclude(title=None)
        )
        count = Counter(campaign.title for campaign in found)
        for campaign in found:
            title = campaign.title
            campaign.name = f"{title} ({campaign.slug})" if count[title] > 1 else title
            campaign.label = (
                campaign.name if campaign.is_public else gettext("%(title)s (draft)") % {"title": campaign.name}
            )
        return sorted(found, key=lambda campaign: campaign.label.casefold())

    def choices(self) -> list[tuple[str, str]]:
        """(primary key, label) of all of them, as the choices of a form or filter."""
        return [(str(campaign.pk), campaign.label) for campaign in self.named()]

    def with_public_names(self) -> Self:
        """With `title` and `slug` of the hub that a visitor may see; None where there is none."""
        hubs = _hubs_of().visible()
        return self.annotate(title=_first_for_reader(hubs, "title"), slug=_first_for_reader(hubs, "slug"))

    def public(self) -> Self:
        """Those with a hub that a visitor may see, and its `title` and `slug`."""
        return self.with_public_names().filter(Exists(_hubs_of().visible()))

    def with_slug(self, slug: str) -> Self:
        """Those with a hub of this slug, in any language, that a visitor may see."""
        return self.filter(Exists(_hubs_of().filter(slug=slug).visible()))

    def called(self, slug: str) -> "Campaign | None":
        """The one that has this slug for the reader, else in another language, else had it once; with its `title` and
        `slug`. One query; a second one for a former slug."""
        own = Case(When(slug=slug, then=Value(0)), default=Value(1))
        now = self.public().with_slug(slug)
        moved = Redirect.objects.filter(old_path__endswith=f"/{slug}", automatically_created=True)
        once = self.public().filter(Exists(_hubs_of().filter(pk__in=moved.values("redirect_page")).visible()))
        return now.order_by(own, "pk").first() or once.order_by("pk").first()


class Campaign(models.Model):
    """A campaign, whatever the languages. Its hub is its page in one language: the first makes it, and with the last it
    goes. All that belongs to a campaign is filed under this record, so no language of the hub matters more than others.
    """

    #: The translation key that the hub has in all languages.
    key = models.UUIDField(unique=True, editable=False)

    #: Set by the query set.
    title: str
    slug: str
    name: str
    label: str
    is_public: bool
    #: The hubs, in all languages: the reverse of the foreign key of the hub's model.
    hubs: Any
    #: Those that a visitor may see, the oldest first, where they were read along with the campaign.
    visible_hubs: list[Page] | None = None

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        # It is made and deleted with its hubs, never by hand.
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        known = self.__dict__.get("title")
        if known is None:
            known = type(self).objects.filter(pk=self.pk).values_list(title_of(), flat=True).first()
        return known or str(self.key)

    @classmethod
    def of(cls, key: uuid.UUID) -> "Campaign":
        """The campaign whose hubs have the translation key `key`; made if there is none yet."""
        campaign, _created = cls.objects.get_or_create(key=key)
        return campaign

    def hub_for_reader(self) -> Page | None:
        """The hub to link to for a reader of the active language: the visible one in that language, else the oldest
        visible one, else None. One query, if any."""
        hubs = self.visible_hubs
        if hubs is None:
            hubs = list(self.hubs.visible().select_related("locale").order_by("pk"))
        return pick_translation(hubs) or next(iter(hubs), None)
