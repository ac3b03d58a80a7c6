"""Template tags of the press room."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language

from press.newsroom.citations import Citation
from press.newsroom.models import NewsroomPage, PressContact
from site_project import fragments
from site_project.models import Campaign, OrganizationSettings
from site_project.text import strip_control_characters

register = template.Library()


@register.simple_tag
def citation(item: Citation, under_outlet: bool = False, under_date: bool = False) -> str:
    """A press clipping. `under_outlet`, `under_date`: its outlet or its date stands above."""
    shown = {"citation": item, "under_outlet": under_outlet, "under_date": under_date}
    return fragments.render("components/citation.html", tuple(shown.values()), shown)


@register.inclusion_tag("components/press_contact.html", takes_context=True)
def press_contacts(context: dict[str, Any], level: str = "2") -> dict[str, Any]:
    """The press contacts of the page; nothing where there are none. `level` is that of the heading."""
    return {"contacts": contacts_for(context.get("page"), context.get("request")), "level": level}


def contacts_for(page: object, request: HttpRequest | None = None) -> list[PressContact]:
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
    return found or _of_organization(request)


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


def _of_organization(request: HttpRequest | None) -> list[PressContact]:
    settings = OrganizationSettings.current(request)
    email, phone = settings.press_contact_email, settings.press_contact_phone
    return [PressContact(name=settings.press_contact_name, email=email, phone=phone)] if email or phone else []
