"""A site comes back from its backup with all its pictures, by the steps of docs/operating.md."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from site_project.models import SiteImage
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
codes = {name: client.get(f"/media/{name}", headers={"host": "localhost"}).status_code for name in sorted(pictures)}
print(json.dumps(codes))
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


def visit(place, before=""):
    return json.loads(shell(place, before + VISIT).splitlines()[-1])


@pytest.fixture
def make_database(db):
    """A function that makes an empty database of the kind that the tests run on; its address, "" for a file in `var`."""
    if connection.vendor == "sqlite":
        if not shutil.which("sqlite3"):
            pytest.skip("needs the program sqlite3")
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


@pytest.mark.slow
def test_a_restored_site_has_its_pictures(make_database, tmp_path):
    """From all media; and from the originals alone, where the site does not serve media itself. One test: it takes long
    to make the site."""
    kind = connection.vendor
    there = make_place(tmp_path / "there", make_database())
    if kind == "sqlite":  # migrated already, to save time
        with contextlib.closing(sqlite3.connect(there.folder / "var/db.sqlite3")) as empty:
            connection.connection.backup(empty)
    run(there, sys.executable, "manage.py", "serve", "--prepare-only")
    before = visit(there, MAKE)
    assert before and set(before.values()) == {200}

    for media in ("all", "originals elsewhere"):
        left_out = ("", "") if media == "all" else ("-C var/media .", "--exclude=./images -C var/media .")
        follow(there, f"backup: {kind}", left_out)
        here = make_place(tmp_path / media, make_database())
        for name in ("site.sqlite3" if kind == "sqlite" else "site.dump", "media.tar.gz"):
            (there.folder / name).rename(here.folder / name)
        follow(here, f"restore: {kind}")
        # Made of the code, whatever the backup: as they are already, to save time.
        shutil.copytree(there.folder / "var/static", here.folder / "var/static")
        run(here, sys.executable, "manage.py", "serve", "--prepare-only")
        assert (here.folder / "var/media/images").exists() == (media == "all")
        if media == "originals elsewhere":
            follow(here, "restore: sizes")
            assert set(visit(here)) == set(before)
            assert all((here.folder / "var/media" / name).is_file() for name in before)
        assert visit(here) == before


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
