"""Pickers show only what a person may see: of pages those that visitors read and those that the explorer shows them, of files
and snippets those that their groups have to do with. Wagtail shows every page, draft or not, and every snippet."""

import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import chooser, workflows
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.images.views.chooser import viewset as image_chooser
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy, task_permission_policy

from site_project.text import parse_id

View: TypeAlias = Callable[..., HttpResponseBase]


def visible_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Those of the pages that whoever asks may see. A hook of Wagtail's for its lists of pages to choose from."""
    if request.user.is_superuser:
        return pages
    own = page_permission_policy.explorable_instances(request.user).order_by().values("pk")
    public = Page.objects.live().public().order_by().values("pk")
    return pages.filter(Q(pk__in=own) | Q(pk__in=public))


def image_urls() -> list[URLPattern]:
    """The pattern to put before that of Wagtail's images, by its hook. Names and `reverse()` stay Wagtail's own."""
    view = guard_view(image_chooser.select_format_view, _may_choose_image)
    return [path("images/chooser/<int:image_id>/select_format/", view)]


def urlpatterns() -> list[URLPattern]:
    """The patterns to put before those of Wagtail's admin, which no hook comes before."""
    guards: tuple[tuple[str, View, Callable[..., bool]], ...] = (
        ("choose-page/chosen-multiple/", chooser.ChosenMultipleView.as_view(), _may_see_pages),
        ("workflows/task_chooser/", workflows.TaskChooserView.as_view(), _may_choose_tasks),
        ("workflows/task_chooser/results/", workflows.TaskChooserResultsView.as_view(), _may_choose_tasks),
        ("workflows/task_chooser/<int:task_id>/", workflows.task_chosen, _may_choose_tasks),
    )
    views = [(address, guard_view(view, may)) for address, view, may in guards]
    views += [(f"choose-page/{below}", BrowseView.as_view()) for below in ("", "<int:parent_page_id>/")]
    views.append(("choose-page/search/", SearchView.as_view()))
    return [path(address, never_cache(require_admin_access(view))) for address, view in views]


class BrowseView(chooser.BrowseView):
    """A picker opens where the page lies that was chosen before, or where those of its type are: at the top, where that is
    hidden."""

    parent_page: Any

    def get_object_list(self) -> Any:
        if not _are_visible(self.request, [self.parent_page.pk]):
            self.parent_page = Page.get_first_root_node()
        self.parent_page.breadcrumbs = self._breadcrumbs()
        return super().get_object_list()

    def _breadcrumbs(self) -> list[dict[str, str]]:
        """Without drafts of others that a public page can lie below."""
        top = page_permission_policy.explorable_root_instance(self.request.user)
        if top is None:
            return []
        above = self.parent_page.get_ancestors().descendant_of(top, inclusive=True)
        kept = {name: values for name, values in self.request.GET.lists() if name != "p"}
        query = f"?{urlencode(kept, doseq=True)}"
        return [
            {
                "label": page.get_admin_display_title(),
                "url": reverse("wagtailadmin_choose_page_child", args=[page.pk]) + query,
            }
            for page in visible_pages(above, self.request)
        ]


class SearchView(chooser.SearchView):
    @property
    def columns(self) -> list[Column]:
        return [
            _VisibleParentColumn(self.request, column) if column.name == "parent" else column
            for column in super().columns
        ]


class _VisibleParentColumn(chooser.ParentPageColumn):
    def __init__(self, request: HttpRequest, column: Column) -> None:
        super().__init__(column.name, label=column.label)
        self.request = request

    def get_value(self, page: Page) -> Page | None:
        return visible_pages(Page.objects.parent_of(page), self.request).first()


def guard_view(view: View, may: Callable[..., bool]) -> View:
    """Ask `may`, with what the view gets, before it; refusal is the admin's usual "no permission"."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request, **kwargs):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _may_see_pages(request: HttpRequest) -> bool:
    wanted = [parse_id(text) for text in request.GET.getlist("id")]
    return None not in wanted and _are_visible(request, wanted)


def _are_visible(request: HttpRequest, wanted: list[Any]) -> bool:
    hidden = Page.objects.exclude(pk__in=visible_pages(Page.objects.all(), request).values("pk"))
    return not hidden.filter(pk__in=wanted).exists()


def _may_choose_image(request: HttpRequest, image_id: int) -> bool:
    images = image_policy.instances_user_has_any_permission_for(request.user, ["choose"])
    return bool(images.filter(pk=image_id).exists())


def _may_choose_tasks(request: HttpRequest, task_id: int | None = None) -> bool:
    return bool(task_permission_policy.user_has_any_permission(request.user, ["add", "change", "delete"]))


def may_see_snippets(model: type[Model], user: Any) -> bool:
    actions: Iterable[str] = ("view", "add", "change", "delete", "publish")
    return bool(ModelPermissionPolicy(model).user_has_any_permission(user, actions))


class _OnlyChoosable:
    """For the lists of files of the admin's API."""

    policy: Any

    def get_queryset(self) -> QuerySet[Any]:
        view: Any = self
        choosable = self.policy.instances_user_has_any_permission_for(view.request.user, ["choose"])
        found: QuerySet[Any] = super().get_queryset().filter(pk__in=choosable.order_by().values("pk"))  # type: ignore[misc]
        return found


class ChoosableImages(_OnlyChoosable, ImagesAdminAPIViewSet):
    policy = image_policy


class ChoosableDocuments(_OnlyChoosable, DocumentsAdminAPIViewSet):
    policy = document_policy


def register_files(router: WagtailAPIRouter) -> None:
    """In place of Wagtail's own lists."""
    router.register_endpoint("images", ChoosableImages)
    router.register_endpoint("documents", ChoosableDocuments)
