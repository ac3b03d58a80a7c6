"""Tags that the press room's templates are written with."""

from typing import Any

from django import template

from press.newsroom.contacts import contacts_for

register = template.Library()


@register.inclusion_tag("components/press_contact.html", takes_context=True)
def press_contacts(context: dict[str, Any], level: str = "2") -> dict[str, Any]:
    """Whom journalists call about the page; nothing where nobody is named. `level` is that of the heading."""
    return {"contacts": contacts_for(context.get("page"), context.get("request")), "level": level}
