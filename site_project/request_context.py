"""What one request has looked up already, so that nothing is asked twice."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from site_project.models import OrganizationSettings


@dataclass(slots=True)
class RequestContext:
    """Filled as it goes: what nobody has asked for yet is None or empty."""

    organization: "OrganizationSettings | None" = None
    has_admin_access: bool | None = None
    #: By language code: path of the index page of each type ("campaigns.eventindexpage").
    index_urls: dict[str, dict[str, str]] = field(default_factory=dict)
    #: The frame of the page, as `settings.SITE_CHROME` makes it.
    chrome: Any = None
    #: By `id()` of a press list's value: the value, so that no other one gets its number, and its citations.
    press_lists: dict[int, tuple[Any, list[Any]]] = field(default_factory=dict)


def of(request: HttpRequest | None) -> RequestContext:
    """The context of `request`. Without a request, one that is forgotten at once."""
    if request is None:
        return RequestContext()
    return request.__dict__.setdefault("request_context", RequestContext())
