"""The database of the tests as it is when all migrations have run: made once, and kept for as long as no migration changes.

    python -m tests.migrated [FILE]    makes it where it is missing; FILE: a copy of SQLite's, for a site

On SQLite it is a file in `var`, on PostgreSQL a database beside those of the tests.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection


def main() -> None:
    """Make it, and copy it to the file that the arguments name."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_project.settings.test"
    django.setup()
    made = file() if connection.vendor == "sqlite" else database()
    for target in sys.argv[1:]:
        shutil.copyfile(made, target)


def fill_test_database() -> None:
    """Connect to the test database of this process, which is made anew as a copy."""
    made = file() if connection.vendor == "sqlite" else database()
    own = connection.creation._get_test_db_name()
    if connection.vendor != "sqlite":
        _copy_database(made, own)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(f"file:{made}?mode=ro", uri=True)) as original:
            original.backup(connection.connection)


def file() -> Path:
    """The file of SQLite. Older ones are removed when one is made."""
    found = _folder() / f"test-{_fingerprint()}.sqlite3"
    with _one_at_a_time():
        if not found.exists():
            unfinished = found.with_suffix(f".{os.getpid()}")
            with _migrated_test_database(), closing(sqlite3.connect(unfinished)) as copy:
                connection.connection.backup(copy)
            for old in found.parent.glob("test-*.sqlite3"):
                old.unlink(missing_ok=True)
            unfinished.rename(found)
    return found


def database() -> str:
    """The name of the database of PostgreSQL. Older ones are removed when one is made."""
    kind = "test_migrated_"
    name = f"{kind}{_fingerprint()}"
    with _one_at_a_time():
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{kind}%"])
            there = {found for (found,) in cursor.fetchall()}
            if name in there:
                return name
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
        with _migrated_test_database():
            _copy_database(connection.settings_dict["NAME"], name)
    return name


@contextmanager
def _migrated_test_database() -> Iterator[None]:
    """Migrates into this process's own test database, which is gone afterwards."""
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    yield
    connection.creation.destroy_test_db(name, verbosity=0)


def _copy_database(source: str, target: str) -> None:
    """A database of PostgreSQL with all that is in another one, which nobody may be using. One that is there is replaced."""
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The first worker makes it, the others wait."""
    with (_folder() / "test-database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _fingerprint() -> str:
    """A hash that changes when a migration of any app is added, removed or edited."""
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            status = migration.stat()
            digest.update(f"{migration}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    main()
