"""Whom journalists call about a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from press.newsroom.models import NewsroomPage, PressContact
from site_project.i18n.dates import join_list
from site_project.i18n.language_choices import language_name
from site_project.models import Campaign, OrganizationSettings
from site_project.text import strip_control_characters, tel_uri


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or desk that answers journalists. `languages`: ISO 639-1 codes."""

    name: str
    email: str
    phone: str
    role: str = ""
    languages: Sequence[str] = ()

    @property
    def phone_href(self) -> str:
        """What a phone dials; empty without a number."""
        return tel_uri(self.phone) if self.phone else ""

    @property
    def languages_label(self) -> str:
        """As in "Speaks English and Spanish"; empty where nobody has said."""
        if not self.languages:
            return ""
        names = join_list(language_name(code) for code in self.languages)
        return gettext("Speaks %(languages)s") % {"languages": names}


def contacts_for(page: Any, request: HttpRequest | None = None) -> list[Contact]:
    """The contacts to show on `page`, who speak the reader's language first, with one query.

    They come from the newsroom in the reader's language: those of the page's campaign; if there are none, those for
    everything. On the newsroom itself it is those for everything, after those of the campaign that it is filtered by.
    Without any, it is the one of the organization's settings.
    """
    if isinstance(page, NewsroomPage):
        own, general = _on_newsroom(page, request)
        found = own + general
    else:
        own, general = _on_page(getattr(page, "campaign_id", None))
        found = own or general
    return [_contact(row) for row in found] or _of_organization(request)


def _on_page(campaign: int | None) -> tuple[list[PressContact], list[PressContact]]:
    newsrooms = NewsroomPage.objects.visible().filter(locale__language_code=get_language() or "")
    rows = PressContact.objects.filter(page__in=newsrooms).order_by("sort_order")
    if campaign is None:
        return [], _by_language(rows.filter(campaign=None))
    return _divided(rows.filter(Q(campaign=None) | Q(campaign=campaign)))


def _on_newsroom(page: NewsroomPage, request: HttpRequest | None) -> tuple[list[PressContact], list[PressContact]]:
    slug = "" if request is None else strip_control_characters(request.GET.get("campaign", ""))
    if not slug or getattr(request, "is_preview", False):  # a preview's contacts are in memory only
        return [], _by_language(row for row in page.contacts.all() if row.campaign_id is None)
    asked = Q(campaign__in=Campaign.objects.with_slug(slug))
    return _divided(page.contacts.filter(Q(campaign=None) | asked).order_by("sort_order"))


def _divided(rows: Iterable[PressContact]) -> tuple[list[PressContact], list[PressContact]]:
    """Those of a campaign, and those for everything."""
    ordered = _by_language(rows)
    return [row for row in ordered if row.campaign_id], [row for row in ordered if not row.campaign_id]


def _by_language(rows: Iterable[PressContact]) -> list[PressContact]:
    code = get_language() or ""
    return sorted(rows, key=lambda row: code not in (row.languages or ()))


def _contact(row: PressContact) -> Contact:
    return Contact(row.name, row.email, row.phone, row.role, tuple(row.languages or ()))


def _of_organization(request: HttpRequest | None) -> list[Contact]:
    settings = OrganizationSettings.current(request)
    if not settings.press_contact_email and not settings.press_contact_phone:
        return []
    return [Contact(settings.press_contact_name, settings.press_contact_email, settings.press_contact_phone)]
