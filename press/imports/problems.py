"""What can be wrong with a row or a file: codes that are stored, and the sentences they are shown as.

A problem is a dictionary {"field": name of a field of the row or "", "code": …, "params": {…}}. The sentence is made
when it is shown, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from press.fetching.problems import message as fetch_message
from site_project.i18n.language_choices import language_name

#: What is only worth a look: everything else has to be settled before a row can be filed.
HINTS = frozenset({"language_unsure"})
#: A row of a file with one of these cannot be read at all.
REFUSALS = frozenset({"unreadable", "too_many_cells"})
#: Before the codes of `press.fetching.problems`.
FETCH = "fetch_"

_PLAIN: dict[str, Promise] = {
    "headline_missing": gettext_lazy("The headline is missing."),
    "outlet_missing": gettext_lazy("The outlet is missing."),
    "date_missing": gettext_lazy("The date is missing."),
    "date_future": gettext_lazy("The date is in the future."),
    "language_missing": gettext_lazy("The language is missing."),
    "address_bad": gettext_lazy("This is not the address of a web page. It has to start with http:// or https://."),
    "archive_address_bad": gettext_lazy(
        "This is not the address of an archive copy. It has to start with http:// or https://."
    ),
    "duplicate_clipping": gettext_lazy("This seems to be among the clippings already."),
    "not_understood": gettext_lazy("No headline, outlet, date or address was found here."),
    "unreadable": gettext_lazy("This row cannot be read."),
    # Files
    "empty": gettext_lazy("There is nothing in the file."),
    "header_only": gettext_lazy("There are no rows below the names of the columns."),
    "not_a_table": gettext_lazy("This is no table. Use a CSV file, or an Excel file that ends in .xlsx."),
    "old_excel": gettext_lazy("Excel's old format cannot be read. Save the file as .xlsx or as CSV, and try again."),
    "protected": gettext_lazy("The file is protected by a password. Save it without one, and try again."),
    "damaged": gettext_lazy("The file is damaged and cannot be read."),
}


class InputError(Exception):
    """What was pasted or uploaded cannot be read: `code` is one of those below, `params` name the limit or the line."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        """The sentence for it, in the active language."""
        return message(problem("", self.code, **self.params))


def problem(field: str, code: str, **params: Any) -> dict[str, Any]:
    """A problem as it is stored. `params` have to be what JSON can hold."""
    return {"field": field, "code": code, "params": params}


def is_hint(found: Mapping[str, Any]) -> bool:
    """Whether a row can be filed in spite of this problem."""
    return found.get("code") in HINTS


def message(found: Mapping[str, Any]) -> str:
    """The sentence for a problem, in the active language. Never raises: a stored code may be one of the past."""
    code, params = str(found.get("code", "")), found.get("params") or {}
    if code.startswith(FETCH):
        return str(fetch_message(code.removeprefix(FETCH)))
    if code in _PLAIN:
        return str(_PLAIN[code])
    try:
        return _WITH_PARAMS[code](params)
    except (KeyError, TypeError, ValueError):
        return _("Something is wrong here.")


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def _text(params: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": params["text"]}


def _limit(params: Mapping[str, Any]) -> dict[str, str]:
    return {"limit": _number(params["limit"])}


def _megabytes(params: Mapping[str, Any]) -> dict[str, str]:
    return {"limit": _number(params["limit"] // 1_000_000)}


def _too_long(params: Mapping[str, Any]) -> str:
    return ngettext(
        "This is too long: there is room for %(limit)s character.",
        "This is too long: there is room for %(limit)s characters.",
        params["limit"],
    ) % _limit(params)


def _outlet_unknown(params: Mapping[str, Any]) -> str:
    name = {"name": params["name"]}
    if not name["name"]:
        return _("Several outlets use this address. Choose one.")
    if params.get("suggestions"):
        return _("There is no outlet “%(name)s”. Is it one of the suggested ones, or a new one?") % name
    return _("There is no outlet “%(name)s” yet. Choose one, or tick “Add as a new outlet”.") % name


def _language_unsure(params: Mapping[str, Any]) -> str:
    guess = {"language": language_name(params["language"])}
    if params.get("usual"):
        sentence = _("The language was guessed: %(language)s. The outlet mostly publishes in %(usual)s. Please check.")
        return sentence % {**guess, "usual": language_name(params["usual"])}
    return _("The language was guessed: %(language)s. Please check.") % guess


def _duplicate_row(params: Mapping[str, Any]) -> str:
    return _("This seems to be the same as line %(line)s.") % {"line": _number(params["line"])}


def _too_many_cells(params: Mapping[str, Any]) -> str:
    sentence = _("The row has %(cells)s cells, but there are %(columns)s columns.")
    return sentence % {"cells": _number(params["cells"]), "columns": _number(params["columns"])}


def _too_many_rows(params: Mapping[str, Any]) -> str:
    return ngettext(
        "There are too many rows: at most %(limit)s can be read at once.",
        "There are too many rows: at most %(limit)s can be read at once.",
        params["limit"],
    ) % _limit(params)


def _too_many_columns(params: Mapping[str, Any]) -> str:
    return ngettext(
        "There are too many columns: at most %(limit)s can be read.",
        "There are too many columns: at most %(limit)s can be read.",
        params["limit"],
    ) % _limit(params)


def _too_many_characters(params: Mapping[str, Any]) -> str:
    return ngettext(
        "This is too much text: at most %(limit)s character can be read at once.",
        "This is too much text: at most %(limit)s characters can be read at once.",
        params["limit"],
    ) % _limit(params)


def _cell_too_large(params: Mapping[str, Any]) -> str:
    sentence = _(
        "Line %(line)s cannot be read: a cell has more than %(limit)s characters. Is a quotation mark missing?"
    )
    return sentence % {"line": _number(params["line"]), **_limit(params)}


_WITH_PARAMS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "headline_too_long": _too_long,
    "outlet_too_long": _too_long,
    "address_too_long": _too_long,
    "archive_address_too_long": _too_long,
    "author_too_long": _too_long,
    "gloss_too_long": _too_long,
    "outlet_unknown": _outlet_unknown,
    "date_ambiguous": lambda params: _("“%(text)s” can mean two different days. Which one is it?") % _text(params),
    "date_unreadable": lambda params: _("“%(text)s” cannot be read as a date.") % _text(params),
    "date_impossible": lambda params: _("There is no such day as “%(text)s”.") % _text(params),
    "date_too_old": lambda params: _("“%(text)s” is too long ago.") % _text(params),
    "language_unsure": _language_unsure,
    "duplicate_row": _duplicate_row,
    "too_many_cells": _too_many_cells,
    # Files and pastes
    "file_too_large": lambda params: _("The file is too large: at most %(limit)s MB can be read.") % _megabytes(params),
    "unpacked_too_large": lambda params: (
        _("The file is too large: unpacked, it may have at most %(limit)s MB.") % _megabytes(params)
    ),
    "too_many_rows": _too_many_rows,
    "too_many_columns": _too_many_columns,
    "too_many_characters": _too_many_characters,
    "cell_too_large": _cell_too_large,
}

#: Every code there is, other than those of fetching.
CODES = (*_PLAIN, *_WITH_PARAMS)
