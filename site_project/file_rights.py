"""A file that visitors can see is changed by publishers only.

Who adds an image or a document may change and delete it: so Wagtail understands the permission to add to a collection.
Here that ends when something published shows the file. From then on it takes the permission to change everybody's.

Wagtail asks one policy for images and one for documents, and offers no way to put another in its place. So the question
wraps the views that change a file, and before bulk actions.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents import admin_urls as document_urls
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images import admin_urls as image_urls
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Image
from wagtail.models import DraftStateMixin, ReferenceIndex, Revision
from wagtail.permission_policies.collections import CollectionPermissionPolicy

from site_project.users.models import User

View: TypeAlias = Callable[..., HttpResponseBase]
File: TypeAlias = AbstractImage | AbstractDocument

#: The addresses that change or delete a file.
CHANGING = frozenset({"edit", "delete", "edit_multiple", "delete_multiple"})


def is_published(file: File) -> bool:
    """Whether visitors see the file: something that they see, or will see at a set time, refers to it, or it is a
    document that is public by itself."""
    if getattr(file, "is_public", False):
        return True
    ids_by_type: dict[int, set[str]] = defaultdict(set)
    for type_id, object_id in ReferenceIndex.get_references_to(file).values_list("base_content_type", "object_id"):
        ids_by_type[type_id].add(object_id)
    return any(_is_any_published(ContentType.objects.get_for_id(pk), ids) for pk, ids in ids_by_type.items())


def _is_any_published(content_type: ContentType, ids: set[str]) -> bool:
    model = content_type.model_class()
    if model is None:
        return False
    instances = model._base_manager.filter(pk__in=ids)
    if issubclass(model, DraftStateMixin):
        scheduled = Revision.objects.filter(
            base_content_type=content_type, object_id__in=ids, approved_go_live_at__isnull=False
        )
        instances = instances.filter(Q(live=True) | Q(pk__in=list(scheduled.values_list("object_id", flat=True))))
    return bool(instances.exists())


def is_out_of_reach(user: User | AnonymousUser, file: File) -> bool:
    """Whether `user` once added the file, and may not change it any more."""
    if file.uploaded_by_user_id != user.pk:
        return False  # not theirs: Wagtail's own policy knows
    auth_model = Image if isinstance(file, AbstractImage) else Document
    everybodys = CollectionPermissionPolicy(type(file), auth_model=auth_model)
    return not everybodys.user_has_permission_for_instance(user, "change", file) and is_published(file)


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action: object
) -> HttpResponseBase | None:
    """Before a bulk action on files: if one of them is out of reach, nothing is done."""
    return _refusal(request, [item for item in objects if isinstance(item, AbstractImage | AbstractDocument)])


def guarded_urls() -> list[URLPattern]:
    """The patterns to put before Wagtail's. Names and `reverse()` stay Wagtail's own."""
    urls = (("images/", image_urls, get_image_model()), ("documents/", document_urls, get_document_model()))
    return [
        path(f"{prefix}{pattern.pattern}", _guarded(pattern.callback, model))
        for prefix, module, model in urls
        for pattern in module.urlpatterns
        if pattern.name in CHANGING
    ]


def _guarded(view: View, model: type[File]) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, **kwargs: int) -> HttpResponseBase:
        (pk,) = kwargs.values()  # Wagtail calls it image_id, document_id or doc_id
        return _refusal(request, model._default_manager.filter(pk=pk)) or view(request, **kwargs)

    return guarded


def _refusal(request: HttpRequest, files: Iterable[File]) -> HttpResponseBase | None:
    """The answer to somebody who would change files that are out of their reach; None when there is none of these."""
    for file in files:
        if is_out_of_reach(request.user, file):
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                raise PermissionDenied
            text = _("“%(title)s” is in use on the site, so only publishers can change or delete it.")
            messages.error(request, text % {"title": file.title})
            is_image = isinstance(file, AbstractImage)
            return redirect("wagtailimages:index" if is_image else "wagtaildocs:index")
    return None
