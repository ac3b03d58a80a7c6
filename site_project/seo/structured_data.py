"""schema.org descriptions as one JSON-LD graph per page (https://schema.org, https://www.w3.org/TR/json-ld11/)."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from site_project.models import BasePage, OrganizationSettings


def organization_id() -> str:
    """The identifier by which other objects of the graph refer to the organization."""
    return f"{settings.WAGTAILADMIN_BASE_URL}/#organization"


def organization_data(organization: "OrganizationSettings") -> dict[str, Any]:
    """The organization: name, address, accounts, press contact."""
    data: dict[str, Any] = {
        "@type": "Organization",
        "@id": organization_id(),
        "name": organization.name or settings.WAGTAIL_SITE_NAME,
        "url": f"{settings.WAGTAILADMIN_BASE_URL}/",
    }
    if accounts := [account["url"] for account in organization.accounts]:
        data["sameAs"] = accounts
    if organization.press_contact_email:
        contact = {"@type": "ContactPoint", "contactType": "press", "email": organization.press_contact_email}
        if organization.press_contact_phone:
            contact["telephone"] = organization.press_contact_phone
        data["contactPoint"] = contact
    return data


def graph_for_page(
    page: "BasePage",
    organization: "OrganizationSettings",
    image_url: str,
    request: HttpRequest | None,
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The graph of one page: the organization, the way to the page, the page itself and what it is about. `extra` is
    what its view knows of the page itself."""
    url = page.get_full_url(request)
    crumbs = [*page.breadcrumb_pages(), page]
    items: list[dict[str, Any]] = [organization_data(organization)]
    about = page.structured_data(request)
    web_page: dict[str, Any] = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.description or page.title,
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": organization_id()},
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


def graph_for_view(organization: "OrganizationSettings") -> dict[str, Any]:
    """The graph of something that is not a page: the organization alone."""
    return {"@context": "https://schema.org", "@graph": [organization_data(organization)]}
