"""schema.org descriptions as one JSON-LD graph per page (https://schema.org, https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from site_project.models import BasePage, OrganisationSettings


def _base() -> str:
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def organisation_id() -> str:
    """The identifier by which other objects of the graph refer to the organisation."""
    return f"{_base()}/#organization"


def organisation_data(organisation: OrganisationSettings) -> dict[str, Any]:
    """The organisation: name, address, accounts, press contact."""
    data: dict[str, Any] = {
        "@type": "Organization",
        "@id": organisation_id(),
        "name": organisation.name or settings.WAGTAIL_SITE_NAME,
        "url": f"{_base()}/",
    }
    if accounts := [account.url for account in organisation.accounts]:
        data["sameAs"] = accounts
    if organisation.press_contact_email:
        contact = {"@type": "ContactPoint", "contactType": "press", "email": organisation.press_contact_email}
        if organisation.press_contact_phone:
            contact["telephone"] = organisation.press_contact_phone
        data["contactPoint"] = contact
    return data


def graph_for_page(
    page: BasePage,
    organisation: OrganisationSettings,
    image_url: str,
    request: HttpRequest | None,
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The graph of one page: the organisation, the way to the page, the page itself and what it is about. `extra` is
    what its view knows of the page itself."""
    url = page.get_full_url(request)
    crumbs = [*page.breadcrumb_pages(), page]
    items: list[dict[str, Any]] = [organisation_data(organisation)]
    about = page.structured_data(request)
    web_page: dict[str, Any] = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.description or page.title,
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": organisation_id()},
        "primaryImageOfPage": {"@type": "ImageObject", "url": image_url},
        **(extra or {}),
    }
    items.append(web_page)
    if len(crumbs) > 1:
        items.append(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": position,
                        "name": crumb.title,
                        "item": crumb.get_full_url(request),
                    }
                    for position, crumb in enumerate(crumbs, start=1)
                ],
            }
        )
    for item in about:
        item.setdefault("image", [image_url])
        items.append(item)
    return {"@context": "https://schema.org", "@graph": items}


def graph_for_view(organisation: OrganisationSettings) -> dict[str, Any]:
    """The graph of something that is not a page: the organisation alone."""
    return {"@context": "https://schema.org", "@graph": [organisation_data(organisation)]}
