"""Secrets that the site makes for itself and keeps in its state folder."""

import os
import secrets
import tempfile
from pathlib import Path


def get_or_create_secret(file: Path, *, length: int) -> str:
    """The secret in `file`; when there is none yet, a new one of `length` random bytes is written there first.

    Only the file's owner may read it. Several processes may ask at once: all of them get the same secret.
    Raises OSError when the file can neither be read nor written.
    """
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp gives mode 0600; linking fails when another process was faster, and then its secret counts.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "w") as new:
            new.write(secrets.token_urlsafe(length) + "\n")
        try:
            os.link(name, file)
        except FileExistsError:
            pass
    finally:
        Path(name).unlink()
    return file.read_text(encoding="utf-8").strip()


def keep_secret(file: Path, secret: str) -> None:
    """Write `secret` into `file`, readable by its owner alone. Raises OSError when it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        kept.write(secret + "\n")
