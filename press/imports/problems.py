"""What can be wrong with a row or a file: codes that are stored, and the sentences they are shown as.

A problem is a dictionary {"field": name of a field of the row or "", "code": …, "params": {…}}. The sentence is made
when it is shown, in the reader's language.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from press.fetching.problems import message as fetch_message
from site_project.i18n.language_choices import language_name

#: What is only worth a look: everything else has to be settled before a row can be filed.
HINTS = frozenset({"language_unsure"})
#: A row of a file with one of these cannot be read at all.
REFUSALS = frozenset({"unreadable", "too_many_cells"})
#: Only a person who has looked at the row can say that it is right. No decision about all rows does.
DOUBTS = frozenset({"two_readings", "headline_unlikely", "headline_cut"})
#: Before the codes of `press.fetching.problems`.
FETCH = "fetch_"

_TOO_LONG = ngettext_lazy(
    "This is too long: there is room for %(limit)s character.",
    "This is too long: there is room for %(limit)s characters.",
    "count",
)
_SENTENCES: dict[str, Promise] = {
    "headline_missing": gettext_lazy("The headline is missing."),
    "headline_unlikely": gettext_lazy("This does not look like a headline."),
    "headline_cut": gettext_lazy("The headline may be cut off: the page shows a longer one."),
    "two_readings": gettext_lazy("This can be read in two ways. Please check headline and outlet."),
    "outlet_missing": gettext_lazy("The outlet is missing."),
    "date_missing": gettext_lazy("The date is missing."),
    "date_future": gettext_lazy("The date is in the future."),
    "language_missing": gettext_lazy("The language is missing."),
    "address_bad": gettext_lazy("This is not the address of a web page. It has to start with http:// or https://."),
    "archive_address_bad": gettext_lazy(
        "This is not the address of an archive copy. It has to start with http:// or https://."
    ),
    "duplicate_clipping": gettext_lazy("This seems to be among the clippings already."),
    "duplicate_gone": gettext_lazy("The clipping that was to be filed under this campaign too is gone."),
    "clipping_locked": gettext_lazy(
        "This clipping cannot be changed now: it is locked, in moderation or scheduled, or you may not change it."
    ),
    "campaign_missing": gettext_lazy("Choose the campaign that it is to be filed under too."),
    "not_understood": gettext_lazy("No headline, outlet, date or address was found here."),
    "unreadable": gettext_lazy("This row cannot be read."),
    **{
        f"{name}_too_long": _TOO_LONG
        for name in ("headline", "outlet", "address", "archive_address", "author", "gloss")
    },
    "outlet_unknown": gettext_lazy("There is no outlet “%(name)s” yet. Choose one, or tick “Add as a new outlet”."),
    "date_ambiguous": gettext_lazy("“%(text)s” can mean two different days. Which one is it?"),
    "dates_disagree": gettext_lazy("The list says %(day)s, the article says %(article_day)s. Which day is it?"),
    "article_dates_disagree": gettext_lazy("The article gives two days: %(day)s and %(article_day)s. Which one is it?"),
    "date_unreadable": gettext_lazy("“%(text)s” cannot be read as a date."),
    "date_impossible": gettext_lazy("There is no such day as “%(text)s”."),
    "date_too_old": gettext_lazy("“%(text)s” is too long ago."),
    "language_unsure": gettext_lazy("The language was guessed: %(language)s. Please check."),
    "duplicate_row": gettext_lazy("This seems to be the same as line %(line)s."),
    "too_many_cells": gettext_lazy("The row has %(cells)s cells, but there are %(columns)s columns."),
    # Files and pastes
    "empty": gettext_lazy("There is nothing in the file."),
    "only_hidden": gettext_lazy(
        "The visible sheets are empty, and hidden sheets are not read. Show them, and try again."
    ),
    "header_only": gettext_lazy("There are no rows below the names of the columns."),
    "not_a_table": gettext_lazy("This is no table. Use a CSV file, or an Excel file that ends in .xlsx."),
    "not_excel": gettext_lazy(
        "The file's name ends in .xlsx, but it is no Excel file. Save it as .xlsx or as CSV, and try again."
    ),
    "old_excel": gettext_lazy("Excel's old format cannot be read. Save the file as .xlsx or as CSV, and try again."),
    "protected": gettext_lazy("The file is protected by a password. Save it without one, and try again."),
    "damaged": gettext_lazy("The file is damaged and cannot be read."),
    "file_too_large": gettext_lazy("The file is too large: at most %(limit)s MB can be read."),
    "unpacked_too_large": gettext_lazy("The file is too large: unpacked, it may have at most %(limit)s MB."),
    "too_many_rows": ngettext_lazy(
        "There are too many rows: at most %(limit)s can be read at once.",
        "There are too many rows: at most %(limit)s can be read at once.",
        "count",
    ),
    "too_many_lines": ngettext_lazy(
        "This is too much text: at most %(limit)s line can be read at once.",
        "This is too much text: at most %(limit)s lines can be read at once.",
        "count",
    ),
    "too_many_columns": ngettext_lazy(
        "There are too many columns: at most %(limit)s can be read.",
        "There are too many columns: at most %(limit)s can be read.",
        "count",
    ),
    "too_many_characters": ngettext_lazy(
        "This is too much text: at most %(limit)s character can be read at once.",
        "This is too much text: at most %(limit)s characters can be read at once.",
        "count",
    ),
    "cell_too_large": gettext_lazy(
        "Line %(line)s cannot be read: a cell has more than %(limit)s characters. Is a quotation mark missing?"
    ),
}
#: Every code there is, other than those of fetching.
CODES = tuple(_SENTENCES)
_IN_MEGABYTES = frozenset({"file_too_large", "unpacked_too_large"})


def problem(field: str, code: str, **params: object) -> dict[str, Any]:
    """A problem as it is stored. `params` have to be what JSON can hold."""
    return {"field": field, "code": code, "params": params}


def sentence(code: str, **params: object) -> str:
    return message(problem("", code, **params))


def is_hint(found: Mapping[str, object]) -> bool:
    """Whether a row can be filed in spite of this problem."""
    return found.get("code") in HINTS


def message(found: Mapping[str, Any]) -> str:
    """The sentence for a problem, in the active language. Never raises: a stored code may be one of the past."""
    code, params = str(found.get("code", "")), found.get("params") or {}
    if code.startswith(FETCH):
        return str(fetch_message(code.removeprefix(FETCH)))
    try:
        return str(_sentence(code, params) % _values(code, params))
    except (KeyError, TypeError, ValueError):
        return _("Something is wrong here.")


def _sentence(code: str, params: Mapping[str, object]) -> Any:
    if code == "outlet_unknown" and not params["name"]:
        return _("Several outlets use this address. Choose one.")
    if code == "outlet_unknown" and params.get("suggestions"):
        return _("There is no outlet “%(name)s”. Is it one of the suggested ones, or a new one?")
    if code == "language_unsure" and params.get("usual"):
        return _("The language was guessed: %(language)s. The outlet mostly publishes in %(usual)s. Please check.")
    return _SENTENCES[code]


def _values(code: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers and languages as they are written; `count` is what plurals go by."""
    values = dict(params)
    if "limit" in params:
        values["count"] = params["limit"]
        values["limit"] = params["limit"] // (1_000_000 if code in _IN_MEGABYTES else 1)
    for name in ("limit", "line", "cells", "columns"):
        if name in values:
            values[name] = number_format(values[name], force_grouping=True)
    for name in ("day", "article_day"):
        if name in values:
            values[name] = date_format(dt.date.fromisoformat(values[name]), "DATE_FORMAT")
    for name in ("language", "usual"):
        if params.get(name):
            values[name] = language_name(params[name])
    return values
