"""Compiles the translations, without GNU gettext, so that a machine that only runs the site does not need it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_messages(folders: Iterable[Path]) -> list[Path]:
    """Write the .mo file beside every .po file below `folders` whose .mo file is missing or older.

    Returns the .mo files that were written. Fuzzy entries are left out, as msgfmt leaves them out.
    """
    written = []
    for folder in folders:
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                _compile(source, target)
                written.append(target)
    return written


def _compile(source: Path, target: Path) -> None:
    """Compile `source`. Another process can do the same at the same time: `target` is replaced at once, as a whole."""
    with source.open("rb") as po:
        catalog = read_po(po, locale=source.parts[-3])
    unfinished = target.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as mo:
        write_mo(mo, catalog)
    unfinished.replace(target)
