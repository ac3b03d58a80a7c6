"""Admin screens of the glossary."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from site_project.admin.snippets import SiteSnippetViewSet
from site_project.spreadsheets import neutral
from translation.glossary import csv_file
from translation.glossary.models import Term


class TermIndexView(IndexView):
    """The list of terms, with CSV in and out."""

    export_headings = csv_file.COLUMNS

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = [*super().header_more_buttons]
        if self.user_has_permission("add"):
            url = reverse(Term.snippet_viewset.get_url_name("import"))  # type: ignore[attr-defined]
            buttons.append(Button(gettext("Import a CSV file"), url=url, icon_name="upload", priority=50))
        return buttons

    def preprocess_field_value(self, field: str, value: object, export_format: str) -> Any:
        """Wagtail's own keeps formulas out of Excel files alone."""
        cell = super().preprocess_field_value(field, value, export_format)
        return neutral(cell) if export_format == self.FORMAT_CSV else cell


class ImportForm(forms.Form):
    """A CSV file whose lines are all right."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "With the columns of the export: term_language, term, translation_language, translation, do_not_use, note."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    #: What is in the file, once it is valid.
    terms: list[Term]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > csv_file.MAX_BYTES:
            limit = filesizeformat(csv_file.MAX_BYTES)
            raise ValidationError(_("This file is larger than %(limit)s.") % {"limit": limit})
        self.terms = csv_file.read(file.read())
        return file


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Takes a CSV file in, or says what is wrong in which line."""

    form_class = ImportForm
    page_title = _("Import glossary terms")
    header_icon = "upload"
    template_name = "translation/glossary/import.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not Term.snippet_viewset.permission_policy.user_has_permission(request.user, "add"):  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        viewset = Term.snippet_viewset  # type: ignore[attr-defined]
        return [
            *self.breadcrumbs_items,
            {"url": reverse(viewset.get_url_name("list")), "label": Term._meta.verbose_name_plural},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form: ImportForm) -> HttpResponse:
        imported = csv_file.save(form.terms)
        message = gettext("Terms imported: %(added)d new, %(changed)d changed.")
        messages.success(self.request, message % {"added": imported.added, "changed": imported.changed})
        return redirect(reverse(Term.snippet_viewset.get_url_name("list")))  # type: ignore[attr-defined]


class TermViewSet(SiteSnippetViewSet):
    model = Term
    icon = "openquote"
    menu_label = _("Glossary")
    index_view_class = TermIndexView
    list_display = [
        "text",
        Column("translation", label=_("Translation"), sort_key="translation", width="20%"),
        Column("do_not_use", label=_("Do not use"), width="18%"),
        Column("note", label=_("Note"), width="28%"),
        Column(
            "languages",
            label=_("Languages"),
            accessor=lambda term: f"{term.source_locale.language_code} → {term.target_locale.language_code}",
            width="10%",
        ),
    ]
    search_fields = ["text", "translation", "do_not_use", "note"]
    list_filter = ["source_locale", "target_locale"]
    list_export = [*csv_file.COLUMNS]
    list_per_page = 50
    ordering = ["text", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        return Term.objects.select_related("source_locale", "target_locale")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("import/", ImportView.as_view(), name="import")]
