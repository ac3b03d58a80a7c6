"""A site comes back from its backup with all its pictures, by the steps of docs/operating.md."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import uuid
from contextlib import closing
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from site_project.models import SiteImage
from site_project.serving import backup
from tests.factories.files import ImageFactory

DOCS = Path(settings.BASE_DIR, "docs", "operating.md").read_text(encoding="utf-8")

#: A page with a picture, in every size that it is shown in.
MAKE = """
from tests.factories import NewsFactory, make_site
from tests.factories.files import ImageFactory

make_site()
NewsFactory(image=ImageFactory(file__width=1600, file__height=1200))
"""
#: Asks the first page that has pictures as visitors do, and then for each of them.
VISIT = """
import json, re
from django.test import Client
from wagtail.models import Page

client, pictures = Client(), set()
for page in Page.objects.live().filter(depth__gt=1).order_by("depth", "path"):
    html = client.get(page.url, headers={"host": "localhost"}).content.decode()
    pictures.update(re.findall(r"/media/(images/[^\\s\\"',]+)", html))
    if pictures:
        break
print(json.dumps({name: client.get(f"/media/{name}", headers={"host": "localhost"}).status_code for name in pictures}))
"""


#: Every row of every table.
ROWS = """
import json
from django.db import connection

tables = {}
with connection.cursor() as cursor:
    for name in connection.introspection.table_names():
        cursor.execute(f'SELECT * FROM "{name}"')
        tables[name] = sorted(map(repr, cursor.fetchall()))
print(json.dumps(tables))
"""


def steps(name):
    """The commands of the documentation under this name."""
    return re.search(rf"<!-- {name} -->\n```\n(.+?)```", DOCS, re.DOTALL)[1]


def make_place(folder, database_url):
    """A folder that looks like the checkout, with a `var` of its own and no access to this site's."""
    folder.mkdir()
    (folder / "var").mkdir()
    (folder / "manage.py").symlink_to(Path(settings.BASE_DIR) / "manage.py")
    kept = {name: value for name, value in os.environ.items() if name in {"HOME", "LANG", "LC_ALL", "PYTHONPATH"}}
    path = os.pathsep.join([str(Path(sys.executable).parent), *POSTGRES_PROGRAMS, os.environ["PATH"]])
    environment = {**kept, "PATH": path, "VAR_DIR": str(folder / "var"), "DATABASE_URL": database_url}
    return SimpleNamespace(folder=folder, environment={**environment, "LOG_LEVEL": "ERROR"})


#: Those that come with the server of the tests: of the same version.
POSTGRES_PROGRAMS = [str(path.parent) for path in Path(sys.prefix).glob("lib/*/site-packages/*/pginstall/bin/pg_dump")]


def run(place, *command, **variables):
    done = subprocess.run(
        command,
        cwd=place.folder,
        env=place.environment | variables,
        text=True,
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def follow(place, name, replaced=("", "")):
    commands = steps(name)
    assert replaced[0] in commands
    run(place, "bash", "-euo", "pipefail", "-c", commands.replace(*replaced))


def shell(place, code):
    return run(place, sys.executable, "manage.py", "shell", "--no-imports", "-c", code)


def answers(place, code):
    """What the code prints, in JSON. Each start of the program takes seconds, so that several pieces of it share one."""
    return [json.loads(line) for line in shell(place, code).splitlines()]


@pytest.fixture
def make_database(db):
    """A function that makes an empty database of the kind that the tests run on; its address, "" for a file in `var`."""
    if connection.vendor == "sqlite":
        yield lambda: ""
        return
    if not (POSTGRES_PROGRAMS or shutil.which("pg_dump")):
        pytest.skip("needs the programs of PostgreSQL")
    names = []
    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:

        def make():
            names.append(f"backup_{uuid.uuid4().hex}")
            server.execute(f'CREATE DATABASE "{names[-1]}"')
            return re.sub(r"^(\w+://[^/]*/)[^?]*", rf"\g<1>{names[-1]}", address)

        yield make
        for name in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def files_of(place):
    """Every file of the media."""
    media = place.folder / "var/media"
    return {str(file.relative_to(media)): file.read_bytes() for file in media.rglob("*") if file.is_file()}


@pytest.mark.slow
def test_a_restored_site_has_every_row_and_every_file(make_database, request, tmp_path):
    """From all media; and from the originals alone, where the site does not serve media itself. One test: it takes long
    to make the site."""
    there = make_place(tmp_path / "there", make_database())
    if connection.vendor == "sqlite":  # migrated already, to save time
        shutil.copy(request.getfixturevalue("migrated_database"), there.folder / "var/db.sqlite3")
    collected = Path(os.environ.get("TEST_SITE_FOLDER", there.folder), "static")
    if collected.is_dir():  # by `make test`, for the browser
        shutil.copytree(collected, there.folder / "var/static")
    run(there, sys.executable, "manage.py", "serve", "--prepare-only")
    before, rows = answers(there, MAKE + VISIT + ROWS)
    assert before and set(before.values()) == {200}
    files = files_of(there)
    assert rows["wagtailcore_page"] and len(files) > len(before)

    for media in ("all", "originals elsewhere"):
        follow(there, "backup", ("", "") if media == "all" else ("site.tar", "--without-sizes site.tar"))
        here = make_place(tmp_path / media, make_database())
        (there.folder / "site.tar").rename(here.folder / "site.tar")
        follow(here, "restore")
        originals = {name: content for name, content in files.items() if not name.startswith("images/")}
        assert answers(here, ROWS) == [rows]
        assert files_of(here) == (files if media == "all" else originals)
    # Made of the code, whatever the backup: as they are already, to save time.
    shutil.copytree(there.folder / "var/static", here.folder / "var/static")
    run(here, sys.executable, "manage.py", "serve", "--prepare-only")
    follow(here, "restore: sizes")
    first, second = answers(here, VISIT + VISIT)
    assert set(first) == set(before)
    assert second == before
    assert all((here.folder / "var/media" / name).is_file() for name in before)


class TestRefusals:
    """One sentence, and nothing is touched."""

    @pytest.fixture
    def kept(self, db, tmp_path, monkeypatch):
        """A backup with one file in it, of no database at all."""
        monkeypatch.setattr(backup, "_dump_database", lambda target: target.write_bytes(b"rows"))
        default_storage.save("documents/plan.pdf", ContentFile(b"%PDF-1.4 plan"))
        call_command("backup", tmp_path / "site.tar", stdout=StringIO())
        default_storage.delete("documents/plan.pdf")
        return tmp_path / "site.tar"

    def refusal(self, file):
        with pytest.raises(CommandError) as refused:
            call_command("restore", file)
        return str(refused.value)

    def test_a_place_that_is_not_empty(self, kept):
        assert "is not empty" in self.refusal(kept)

    @pytest.mark.parametrize("damage", [b"%PDF-1.4 plan", b"rows"])
    def test_a_damaged_file(self, kept, damage, monkeypatch):
        monkeypatch.setattr("site_project.serving.backup._check_empty", lambda: None)
        kept.write_bytes(kept.read_bytes().replace(damage, bytes(reversed(damage)), 1))
        assert "is damaged" in self.refusal(kept)
        assert not default_storage.exists("documents/plan.pdf")

    def test_half_a_file(self, kept):
        kept.write_bytes(kept.read_bytes()[:2000])
        assert "is no whole backup" in self.refusal(kept)

    def test_only_the_owner_may_read_it_and_nothing_else_is_left(self, kept):
        assert kept.stat().st_mode & 0o777 == 0o600
        assert list(kept.parent.iterdir()) == [kept]

    def test_a_folder_that_cannot_be_written(self, db, tmp_path):
        with pytest.raises(CommandError, match="cannot be written"):
            call_command("backup", tmp_path / "nowhere" / "site.tar")


def test_a_copy_of_sqlite_is_of_one_moment_while_others_write(tmp_path):
    """Each transaction writes both tables: a copy that has a row in one has it in the other, and all that was
    acknowledged before it began."""
    file, acknowledged, stop = tmp_path / "db.sqlite3", [], threading.Event()
    with closing(sqlite3.connect(file)) as first:
        first.executescript("PRAGMA journal_mode=WAL; CREATE TABLE one (n, filler); CREATE TABLE two (n, filler);")

    def write():
        with closing(sqlite3.connect(file, timeout=20)) as writer:
            while not stop.is_set():
                n = len(acknowledged)
                with writer:
                    for table in ("one", "two"):
                        writer.execute(f"INSERT INTO {table} VALUES (?, ?)", [n, "x" * 2000])
                acknowledged.append(n)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            while len(acknowledged) < 20 * (number + 1):
                pass
            before = len(acknowledged)
            with closing(sqlite3.connect(file)) as source:
                backup.copy_sqlite(source, tmp_path / "copy.sqlite3")
            with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
                one, two = ([n for (n,) in copy.execute(f"SELECT n FROM {t} ORDER BY n")] for t in ("one", "two"))
            assert one == two == list(range(len(one))) and len(one) >= before
    finally:
        stop.set()
        thread.join()


class TestMissingFiles:
    """What was made of a picture can be made again."""

    @pytest.fixture
    def rendition(self, db):
        image = ImageFactory()
        return image.get_rendition("width-10|format-png")

    def get(self, client, rendition):
        response = client.get(f"/media/{rendition.file.name}", follow=True)
        return response.status_code, b"".join(response) if response.status_code == 200 else b""

    def test_it_is_made_again(self, client, rendition):
        before = self.get(client, rendition)
        path = Path(rendition.file.path)
        path.unlink()
        files = set(path.parent.iterdir())
        assert self.get(client, rendition) == before
        assert set(path.parent.iterdir()) == {*files, path}

    def test_not_without_its_original(self, client, rendition):
        Path(rendition.file.path).unlink()
        Path(SiteImage.objects.get().file.path).unlink()
        assert self.get(client, rendition)[0] == 404

    def test_not_once_it_is_deleted(self, client, rendition):
        Path(rendition.file.path).unlink()
        rendition.delete()
        assert self.get(client, rendition)[0] == 404
