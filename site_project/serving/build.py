"""Made from the sources before the site starts, and only when they changed: static files and compiled catalogs."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".sources"


def collect_assets() -> bool:
    """Copy, hash and compress the static files into STATIC_ROOT; False when nothing changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    sources = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == sources:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources, encoding="utf-8")
    return True


def _fingerprint() -> str:
    """A hash of every source file's name, size and time of change, and of how they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def compile_messages(folders: Iterable[Path]) -> list[Path]:
    """Write the .mo file beside every .po file below `folders` whose .mo file is missing or older. Without GNU gettext, so
    that a machine that only runs the site does not need it.

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
