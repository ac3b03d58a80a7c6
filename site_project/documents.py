"""Who may have a document: an upload alone publishes nothing.

Addresses of documents count up, so who knows one can try the others. A visitor gets a document when staff have said
that it is public by itself, or when something links to it that this visitor may read: a page or a snippet, in any
language. Wagtail's reference index knows the links of what is published; links of drafts are in revisions, which it
leaves out. The privacy of the document's collection applies too.
"""

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.views.serve import serve
from wagtail.models import DraftStateMixin, Page, ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models

from site_project.forms import StoringForm
from site_project.models import SiteDocument
from site_project.querysets import is_restricted, published_q
from site_project.request_context import has_admin_access


def serve_document(request: HttpRequest, document_id: str, file_name: str) -> HttpResponseBase:
    """Wagtail's view. Caches have to revalidate each time: a document can cease to be
    public, and be public for some visitors only."""
    response: HttpResponseBase = serve(request, document_id, file_name)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def refuse_what_is_not_public(document: SiteDocument, request: HttpRequest) -> None:
    """Raise Http404 unless this visitor may know of `document`. For Wagtail's hook `before_serve_document`."""
    if not (document.is_public or has_admin_access(request) or _is_linked(document, request)):
        raise Http404


def _is_linked(document: SiteDocument, request: HttpRequest) -> bool:
    """Whether anything that this visitor may read links to `document`. Takes two queries; more only where everything
    that links to it is private or a snippet."""
    links = ReferenceIndex.get_references_to(document).values_list("base_content_type", "object_id")
    sources: dict[type[Model] | None, set[str]] = defaultdict(set)
    for content_type, pk in links:
        sources[ContentType.objects.get_for_id(content_type).model_class()].add(pk)
    return _may_read_a_page(sources.pop(Page, set()), request) or any(
        _is_published(model, pks) for model, pks in sources.items() if model and model in get_snippet_models()
    )


def _may_read_a_page(pks: set[str], request: HttpRequest) -> bool:
    if not pks:
        return False
    pages = Page.objects.filter(published_q(), pk__in=pks).annotate(is_restricted=is_restricted())
    return any(
        not page.is_restricted or all(rule.accept_request(request) for rule in page.get_view_restrictions())
        for page in pages.order_by("is_restricted")
    )


def _is_published(model: type[Model], pks: set[str]) -> bool:
    instances = model._default_manager.filter(pk__in=pks)
    return bool((instances.filter(live=True) if issubclass(model, DraftStateMixin) else instances).exists())


class DocumentForm(StoringForm, BaseDocumentForm):
    """The form of a document, in which only people who may publish decide that it is public by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = kwargs.get("user")
        field: forms.Field | None = self.fields.get("is_public")
        if field and not (user and PagePermissionPolicy().user_has_permission(user, "publish")):
            field.disabled = True
