"""Snippet views that keep to the languages of the person who uses them; and labels in that person's language, which
Wagtail translates once, when the process starts."""

import functools
from collections.abc import Callable
from typing import TypeAlias

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext_lazy
from django.views import View as DjangoView
from wagtail import permissions
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale
from wagtail.snippets.views import snippets as wagtail_views
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.utils.urlpatterns import decorate_urlpatterns

from site_project.admin.bulk_actions import BulkActionsAllowed
from site_project.admin.choosers import guard_view, may_see_snippets
from site_project.users.permissions import LocalePermissionPolicy, locale_ids_of

#: Under a name of its own: the texts are in the catalogs of Wagtail and are not collected for ours.
their_words = gettext_lazy

LABELS = ("choose_one_text", "choose_another_text", "link_to_chosen_text")


class LazyLocaleColumn(LocaleColumn):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(label=their_words("Locale"), **kwargs)


class LazySnippetChooser(AdminSnippetChooser):
    """Wagtail's, but forms are made once: its labels are translated when they are shown."""

    def __init__(self, model: type[Model], **kwargs: object) -> None:
        super().__init__(model, **kwargs)
        label = lazy(lambda name: str(getattr(AdminSnippetChooser(model), name)), str)
        for name in LABELS:
            setattr(self, name, label(name))


class LazyChooserViewSet(SnippetChooserViewSet):
    choose_one_text = their_words(SnippetChooserViewSet.choose_one_text)
    search_tab_label = their_words(SnippetChooserViewSet.search_tab_label)
    create_action_label = their_words(SnippetChooserViewSet.create_action_label)

    @cached_property
    def widget_class(self) -> LazySnippetChooser:
        return LazySnippetChooser(model=self.model, icon=self.icon)

    def get_urlpatterns(self) -> list[URLPattern]:
        def may(request: HttpRequest, **_kwargs: object) -> bool:
            return may_see_snippets(self.model, request.user)

        patterns: list[URLPattern] = decorate_urlpatterns(super().get_urlpatterns(), lambda view: guard_view(view, may))
        return patterns


class SiteSnippetViewSet(wagtail_views.SnippetViewSet):
    """The viewset for every snippet."""

    breadcrumbs_items = WagtailAdminTemplateMixin.breadcrumbs_items
    chooser_viewset_class = LazyChooserViewSet


View: TypeAlias = Callable[..., HttpResponseBase]

#: Views that only show an instance. Those who may look at the model may look at it in every language.
READ_ONLY = (
    wagtail_views.HistoryView,
    wagtail_views.InspectView,
    wagtail_views.PreviewRevisionView,
    wagtail_views.RevisionsCompareView,
    wagtail_views.UsageView,
    wagtail_views.WorkflowHistoryDetailView,
    wagtail_views.WorkflowHistoryView,
    wagtail_views.WorkflowPreviewView,
)


class LocaleIndexView(BulkActionsAllowed, wagtail_views.IndexView):
    """The list of snippets, with links to edit only where editing is allowed."""

    def _allows(self, action: str, instance: Model) -> bool:
        return bool(self.user_has_permission_for_instance(action, instance))

    def get_edit_url(self, instance: Model) -> str | None:
        return super().get_edit_url(instance) if self._allows("change", instance) else None

    def get_copy_url(self, instance: Model) -> str | None:
        return super().get_copy_url(instance) if self._allows("add", instance) else None

    def get_delete_url(self, instance: Model) -> str | None:
        return super().get_delete_url(instance) if self._allows("delete", instance) else None

    def get_add_url(self) -> str | None:
        if self.locale and self.locale.pk not in locale_ids_of(self.request.user):
            return None
        return super().get_add_url()


class LocaleSnippetViewSet(SiteSnippetViewSet):
    """The viewset for every translatable snippet (the system check E013 insists on it).

    Whatever changes an instance asks first whether its language is one of the user's own; and a new instance can only
    be made in such a language. The check runs before each view, since most of Wagtail's snippet views check
    the permission for the model alone.
    """

    index_view_class = LocaleIndexView

    @functools.cached_property
    def permission_policy(self) -> LocalePermissionPolicy:
        return LocalePermissionPolicy(self.model)

    def register_permissions(self) -> None:
        # Wagtail 8 keeps the policies of all models in one place; before, the viewset was that place.
        if register := getattr(permissions, "register_permission_policy", None):
            register(self.model, self.permission_policy, exact_class=True)
        super().register_permissions()

    def construct_view(self, view_class: type[DjangoView], **kwargs: object) -> View:
        view: View = super().construct_view(view_class, **kwargs)
        if issubclass(view_class, READ_ONLY):
            return view
        creates = issubclass(view_class, (wagtail_views.CreateView, wagtail_views.PreviewOnCreateView))
        return _in_own_locale(view, self.model, creates=creates)


def _in_own_locale(view: View, model: type[Model], *, creates: bool) -> View:
    """Put the question about the language in front of `view`; refusal is the admin's usual "no permission"."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        touched: set[int] = set()
        if "pk" in kwargs:
            instances = model._default_manager.filter(pk=unquote(str(kwargs["pk"])))
            touched.update(instances.values_list("locale", flat=True))
        if creates:
            code = request.GET.get("locale")
            locales = Locale.objects.filter(language_code=code) if code else [Locale.get_default()]
            touched.update(locale.pk for locale in locales)
        if touched - locale_ids_of(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
