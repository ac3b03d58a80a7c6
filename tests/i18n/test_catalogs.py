"""The catalogs hold every text of the sources, translated, and nothing else."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from django.conf import settings

pytestmark = pytest.mark.slow

LOCALE = settings.BASE_DIR / "locale"
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4}"
PERSON = r"[^<>]+ <[^@\s<>]+@[^@\s<>]+\.[a-z]+>"
#: What GNU gettext wants to be told at the head of a catalogue, and how it is written ("The Format of PO Files").
HEAD = {
    "Project-Id-Version": r".*\S.*",
    "POT-Creation-Date": MOMENT,
    "PO-Revision-Date": MOMENT,
    "Last-Translator": PERSON,
    "Language-Team": PERSON,
    "Language": r"[a-z]{2,3}(_[A-Z]{2})?",
    "MIME-Version": r"1\.0",
    "Content-Type": r"text/plain; charset=(?i:utf-8)",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": r"nplurals=\d; plural=[^;]+;",
}
NOT_COPIED = shutil.ignore_patterns("var", "tests", "docs", ".*", "__pycache__", "*.mo")


def catalogs(folder):
    return sorted(folder.glob("**/LC_MESSAGES/*.po"))


def entries(file):
    """The (context, text) pairs of a catalog."""
    with file.open("rb") as source:
        return {(message.context, message.id) for message in read_po(source) if message.id}


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory):
    """A copy of the sources whose catalogs were refreshed, as `make messages` does it."""
    if not shutil.which("xgettext"):
        pytest.fail("GNU gettext is missing. On Debian: apt-get install gettext")
    folder = tmp_path_factory.mktemp("sources") / "site"
    shutil.copytree(settings.BASE_DIR, folder, ignore=NOT_COPIED)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.dev"}
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "--exclude",
        "packages",
        "--add-location",
        "file",
        "--no-wrap",
    ]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return folder / "locale"


@pytest.mark.parametrize("file", catalogs(LOCALE), ids=lambda file: str(file.relative_to(LOCALE)))
class TestCatalog:
    def test_it_is_what_the_sources_say(self, file, refreshed):
        fresh = refreshed / file.relative_to(LOCALE)
        missing, gone = entries(fresh) - entries(file), entries(file) - entries(fresh)
        assert (missing, gone) == (set(), set()), "run `make messages` and translate what is new"

    def test_every_text_is_translated_and_none_is_unsure(self, file):
        with file.open("rb") as source:
            messages = [message for message in read_po(source) if message.id]
        untranslated = [m.id for m in messages if not all(m.string if isinstance(m.string, tuple) else (m.string,))]
        assert untranslated == []
        assert [message.id for message in messages if message.fuzzy] == []

    def test_gettext_finds_no_fault(self, file):
        checked = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", file], capture_output=True, text=True, check=False
        )
        assert (checked.returncode, checked.stderr) == (0, "")


def test_every_language_but_the_first_has_a_catalog():
    for code, _name in settings.SITE_LANGUAGES[1:]:
        assert Path(LOCALE, code, "LC_MESSAGES", "django.po").is_file(), code


@pytest.mark.parametrize("file", catalogs(LOCALE), ids=lambda file: str(file.relative_to(LOCALE)))
def test_head_says_who_and_when_and_how(file):
    head = polib.pofile(str(file)).metadata
    assert set(HEAD) <= set(head)
    assert [name for name, pattern in HEAD.items() if not re.fullmatch(pattern, head[name])] == []
    assert head["Language"] == file.parts[-3]


def test_texts_are_named_as_xgettext_knows_them():
    """`_lazy("…")` is in no catalog."""
    alias = re.compile(r"gettext\w* as (?!_\b|their_words\b)\w+")  # the one for texts of packages
    sources = [
        path
        for path in settings.BASE_DIR.glob("*/**/*.py")
        if path.parts[len(settings.BASE_DIR.parts)] not in ("var", "tests")
    ]
    assert [str(path) for path in sources if alias.search(path.read_text(encoding="utf-8"))] == []
