"""The backup of a site in one file: its database, its media, and a list of both with their hashes.

The file is a tar archive, so that whoever has lost this program can still read it. Secrets are not in it.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from psycopg import conninfo, pq

#: What the database is called in the archive, by Django's name of its kind.
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
MEDIA, MANIFEST = "media/", "manifest.json"
#: The folder of the media whose files can be made again.
SIZES = "images"
CHUNK = 1 << 20


class BackupError(Exception):
    """Says in one sentence why nothing was done."""


def back_up(file: Path, *, with_sizes: bool = True) -> int:
    """Write the backup to `file`, which is there only once it is whole; how many media files it holds.

    The database comes first: a picture that is uploaded meanwhile is then in the media alone, which does no harm.
    Raises BackupError, and OSError where the file cannot be written.
    """
    hashes: dict[str, str] = {}
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        # Only the owner may read what holds drafts and addresses of staff.
        with (
            os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle,
            tarfile.open(fileobj=handle, mode="w") as archive,
        ):
            with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
                name = DATABASE[connection.vendor]
                _dump_database(Path(folder) / name)
                _add(archive, name, Path(folder) / name, hashes)
            for path in _media(with_sizes=with_sizes):
                _add_media(archive, path, hashes)
            made = {"made_at": timezone.now().isoformat(), "database": connection.vendor, "files": hashes}
            _add_bytes(archive, MANIFEST, json.dumps(made, indent=1).encode())
            archive.close()
            handle.flush()
            os.fsync(handle.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(hashes) - 1


def restore(file: Path) -> int:
    """Put database and media of a backup into this site, which has neither yet; how many media files.

    Raises BackupError before anything is written where the archive is damaged or this place is not empty.
    """
    manifest = _read_manifest(file)
    if manifest["database"] != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest['database']} and DATABASE_URL names {connection.vendor}: both must be the same."
        )
    _check_empty()
    _check_hashes(file, manifest["files"])
    count = 0
    with tempfile.TemporaryDirectory(prefix="restore-") as folder, tarfile.open(file) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is None:
                continue
            if member.name == DATABASE[connection.vendor]:
                target = Path(folder) / member.name
                with target.open("wb") as copy:
                    shutil.copyfileobj(content, copy, CHUNK)
                _load_database(target)
            elif member.name.startswith(MEDIA):
                _store(member.name.removeprefix(MEDIA), content)
                count += 1
    return count


# --- The archive ---


def _add(archive: tarfile.TarFile, name: str, file: Path, hashes: dict[str, str]) -> None:
    with file.open("rb") as content:
        hashes[name] = _digest(content)
        content.seek(0)
        entry = _entry(name, file.stat().st_size)
        archive.addfile(entry, content)


def _add_media(archive: tarfile.TarFile, path: str, hashes: dict[str, str]) -> None:
    try:
        with default_storage.open(path) as stored:
            content = stored.read()
    except FileNotFoundError:
        return  # deleted meanwhile
    hashes[f"{MEDIA}{path}"] = hashlib.sha256(content).hexdigest()
    _add_bytes(archive, f"{MEDIA}{path}", content)


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    archive.addfile(_entry(name, len(content)), BytesIO(content))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    entry.mtime = int(timezone.now().timestamp())
    return entry


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _read_manifest(file: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file) as archive:
            content = archive.extractfile(MANIFEST)
            manifest: dict[str, Any] = json.load(content) if content else {}
            return {"database": manifest["database"], "files": dict(manifest["files"])}
    except (tarfile.TarError, KeyError, ValueError, EOFError):
        raise BackupError(f"{file} is no whole backup: its list of contents is missing.") from None
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}.") from None


def _check_hashes(file: Path, expected: dict[str, str]) -> None:
    found = {}
    with tarfile.open(file) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is None or member.name == MANIFEST:
                continue
            path = PurePosixPath(member.name)
            if path.is_absolute() or ".." in path.parts:
                raise BackupError(f"{file} holds a file that would lie outside the media: nothing was restored.")
            found[member.name] = _digest(content)
    if found != expected:
        changed = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
        raise BackupError(f"{file} is damaged ({changed[0]}): nothing was restored.")


# --- The media ---


def _media(folder: str = "", *, with_sizes: bool) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        if with_sizes or f"{folder}{name}" != SIZES:
            yield from _media(f"{folder}{name}/", with_sizes=with_sizes)


def _store(path: str, content: IO[bytes]) -> None:
    saved = default_storage.save(path, BytesIO(content.read()))
    if saved != path:
        default_storage.delete(saved)
        raise BackupError(f"{path} is there already: please restore into an empty place.")


# --- The database ---


def _check_empty() -> None:
    if connection.introspection.table_names():
        raise BackupError("The database of DATABASE_URL is not empty: please restore into a new one.")
    if next(_media(with_sizes=True), None):
        raise BackupError("There are media already: please restore into an empty place.")


def _dump_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy_sqlite(connection.connection, target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def copy_sqlite(source: sqlite3.Connection, target: Path) -> None:
    """Copy one moment of the database, while others go on writing. Raises BackupError when the copy is not sound."""
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise BackupError(f"The database is damaged ({found}): no backup was made.")
    finally:
        copy.close()


def _load_database(dump: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        source = sqlite3.connect(dump)
        try:
            source.backup(connection.connection)
        finally:
            source.close()
        connection.close()
    else:
        connection.close()
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(dump))


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the database. The password is in no command line, where others could see it."""
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    params = {name: value for name, value in connection.get_connection_params().items() if name in known}
    password = params.pop("password", None)
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    command = [program, *arguments, f"--dbname={conninfo.make_conninfo('', **params)}"]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        raise BackupError(f"The program {program} is missing: please install PostgreSQL's client programs.") from None
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")
