"""What all screens of imports share: who may see them, and the frame of Wagtail's admin around them."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from press.imports.enums import ImportState
from press.imports.models import PressImport
from press.imports.permissions import imports_of
from press.models import Clipping
from site_project.models.campaign import title_of
from site_project.users.permissions import LocalePermissionPolicy

NAMESPACE = "press_imports"


def url_of(name: str, *args: object) -> str:
    return reverse(f"{NAMESPACE}:{name}", args=args)


def home_of(press_import: PressImport) -> str:
    """Where an import is dealt with."""
    mapping = press_import.state == ImportState.MAPPING
    return url_of("columns" if mapping else "review", press_import.pk)


class ImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """A screen for those who may add clippings."""

    permission_policy = LocalePermissionPolicy(Clipping)
    permission_required = "add"
    header_icon = "clipboard-list"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": url_of("index"), "label": _("Imports")},
            *self.trail(),
        ]

    def trail(self) -> list[dict[str, Any]]:
        """What the breadcrumbs say after the list of imports."""
        return [{"url": "", "label": self.get_page_title()}]


class OneImportView(ImportView):
    """A screen about one import, in one of the user's languages. Others' do not exist for them."""

    press_import: PressImport

    def setup(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        super().setup(request, *args, **kwargs)
        imports = imports_of(request.user).select_related("locale", "user").without_content()
        imports = imports.annotate(campaign_title=title_of("campaign__key"))
        self.press_import = get_object_or_404(imports, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.press_import.title

    def trail(self) -> list[dict[str, Any]]:
        return [
            {"url": home_of(self.press_import), "label": self.press_import.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(press_import=self.press_import, **kwargs)
