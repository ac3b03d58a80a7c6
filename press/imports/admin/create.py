"""Screens that imports begin with: "Add coverage" and the columns of a file."""

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton

from press.imports import create_import, tasks
from press.imports.admin.base import ImportView, OneImportView, home_of, url_of
from press.imports.enums import ImportState
from press.imports.forms import AddressForm, ColumnsForm, CoverageForm
from press.imports.models import PressImport
from press.imports.parse_file import ParseFile, table_of
from press.imports.permissions import imports_of
from press.imports.problems import sentence
from press.reading import MAX_TABLE_ROWS, InputError
from press.reading.paste import MAX_CHARACTERS
from site_project.i18n.dates import number

SAMPLE_ROWS = 5
#: What the bookmarklet hands over at most, in characters.
LONGEST_HANDED_OVER = {"url": 1000, "title": 200, "quote": 600}


def bookmarklet(add_url: str) -> str:
    """A `javascript:` address that opens `add_url` with the address, title and selection of the page it is used on."""
    handed_over = {"url": "location.href", "title": "document.title", "quote": "String(getSelection())"}
    query = "+".join(
        f"'{'&' if place else '?'}{name}='+encodeURIComponent({value}.slice(0,{LONGEST_HANDED_OVER[name]}))"
        for place, (name, value) in enumerate(handed_over.items())
    )
    return "javascript:" + quote(f"void open({json.dumps(add_url)}+{query})", safe="()'+=?&,.:/")


class AddView(ImportView):
    """Paste, upload or give an address. Nothing is stored but by POST, whatever the address of the screen says."""

    page_title = _("Add coverage")
    template_name = "press_imports/add.html"

    def get_header_buttons(self) -> list[Button]:
        return [HeaderButton(gettext("All imports"), url=url_of("index"), icon_name="list-ul")]

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        handed_over = {name: request.GET.get(name, "")[:longest] for name, longest in LONGEST_HANDED_OVER.items()}
        initial = {"url": handed_over["url"], "headline": handed_over["title"], "quote": handed_over["quote"]}
        return self.show(address_form=AddressForm(user=request.user, prefix="address", initial=initial))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if "address-url" in request.POST:
            address = AddressForm(request.POST, user=request.user, prefix="address")
            if not address.is_valid():
                return self.refuse(address_form=address)
            typed = {name: address.cleaned_data[name] for name in ("url", "headline", "quote")}
            return redirect(home_of(create_import.from_address(**typed, **address.options)))
        form = CoverageForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self.refuse(form=form)
        file = form.cleaned_data["file"]
        try:
            if file:
                return redirect(home_of(create_import.from_file(file.name, file.read(), **form.options)))
            if press_import := create_import.from_paste(form.cleaned_data["text"], **form.options):
                return redirect(home_of(press_import))
            form.add_error("text", _("There is nothing in it that could be read."))
        except InputError as error:
            form.add_error("file" if file else "text", sentence(error.code, **error.params))
        return self.refuse(form=form)

    def refuse(self, **forms: object) -> HttpResponse:
        messages.error(self.request, _("Nothing was brought in yet: see below."))
        return self.show(**forms)

    def show(self, **forms: Any) -> HttpResponse:
        user = self.request.user
        context = {"form": CoverageForm(user=user), "address_form": AddressForm(user=user, prefix="address"), **forms}
        return self.render_to_response(
            self.get_context_data(
                **context,
                has_address=bool(context["address_form"]["url"].value()),
                bookmarklet=bookmarklet(self.request.build_absolute_uri(url_of("add"))),
                max_characters=MAX_CHARACTERS,
                most_characters=number(MAX_CHARACTERS),
                has_proposals=imports_of(user).proposals().exists(),
                index_url=url_of("index"),
            )
        )


class ColumnsView(OneImportView):
    page_title = _("Columns")
    template_name = "press_imports/columns.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if self.press_import.state != ImportState.MAPPING:
            return redirect(home_of(self.press_import))
        try:
            return super().dispatch(request, *args, **kwargs)
        except InputError:  # read in the meantime: the file is gone
            return redirect(url_of("review", self.press_import.pk))

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.press_import.title}]

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if "sheet" in request.POST:
            create_import.choose_sheet(self.press_import, request.POST["sheet"])
            return redirect(url_of("columns", self.press_import.pk))
        form = ColumnsForm(request.POST, press_import=self.press_import)
        if not form.is_valid():
            messages.error(request, _("The columns are not clear yet: see below."))
            return self.show(form)
        PressImport.objects.filter(pk=self.press_import.pk, state=ImportState.MAPPING).update(columns=form.columns)
        sheet = self.press_import.job.get("sheet", "")
        tasks.start(ParseFile, self.press_import, request.user, header=form.cleaned_data["header"], sheet=sheet)
        return redirect(url_of("review", self.press_import.pk))

    def show(self, form: ColumnsForm | None = None) -> HttpResponse:
        table = table_of(self.press_import)
        form = form or ColumnsForm(press_import=self.press_import)
        if table.above:
            label = _("Row %(row)s names the columns, and what stands above it is left out")
            form.fields["header"].label = label % {"row": number(table.header_line)}
        width = len(self.press_import.columns)
        rows = [[*cells[:width], *[""] * (width - len(cells))] for cells in table.preview(SAMPLE_ROWS)]
        limit = ngettext("At most %(limit)s row is read.", "At most %(limit)s rows are read.", MAX_TABLE_ROWS)
        return self.render_to_response(
            self.get_context_data(
                form=form,
                sample=rows,
                limit=limit % {"limit": number(MAX_TABLE_ROWS)},
                table=table,
                above=[" ".join(cell for cell in cells if cell) for cells in table.above],
                other_sheets=", ".join(table.other_sheets),
                hidden_sheets=", ".join(table.hidden_sheets),
            )
        )
