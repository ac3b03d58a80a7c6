"""What can be chosen in the forms of imports."""

from __future__ import annotations

from site_project.i18n.language_choices import CODES, alphabetical, language_name


def languages() -> list[tuple[str, str]]:
    """(code, name) of the languages that coverage is written in, by name in the reader's language."""
    return sorted(((code, language_name(code).capitalize()) for code in CODES), key=alphabetical)
