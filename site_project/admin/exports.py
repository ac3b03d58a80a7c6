"""Tables that staff export from lists and reports of the admin."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from site_project.spreadsheets import neutral

_preprocess = SpreadsheetExportMixin.preprocess_field_value


def _preprocess_and_neutralize(self: Any, field: str, value: Any, export_format: str) -> Any:
    cell = _preprocess(self, field, value, export_format)
    return neutral(cell) if export_format == self.FORMAT_CSV and isinstance(cell, str) else cell


def guard() -> None:
    """No spreadsheet calculates what somebody typed: Wagtail sees to that in XLSX alone, and has no setting for CSV."""
    SpreadsheetExportMixin.preprocess_field_value = _preprocess_and_neutralize
