"""The style sheets name nothing that is not there: a browser passes over it without a word."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from site_project.serving.style_sheet import Bundle

STYLE_SHEETS = Path(settings.BASE_DIR) / "site_project" / "static" / "site" / "css"


def test_every_custom_property_is_defined_and_used():
    css = "".join(path.read_text() for path in STYLE_SHEETS.glob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", css))
    of_the_admin = {name for name in used if name.startswith("--w-")}

    assert used - of_the_admin == set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", css))


def test_every_custom_property_of_the_admin_is_there():
    """Styles of the admin stand in a style sheet that its pages share with ours: names of Wagtail's may change."""
    admin = finders.find("wagtailadmin/css/core.css")
    ours = "".join(path.read_text() for path in STYLE_SHEETS.glob("*.css"))

    for name in re.findall(r"var\((--w-[\w-]+)", ours):
        assert f"{name}:" in Path(admin).read_text(encoding="utf-8")


#: Bytes, compressed: what a visitor on a poor connection waits for before the first page.
MOST_CSS, MOST_JS = 15_000, 5_000


def the_sheet() -> str:
    """The style sheet as visitors get it."""
    path = finders.find("site/css/site.css")
    storage = FileSystemStorage(location=str(Path(path).parents[2]))
    with Bundle(storage, "site/css/site.css").open("site/css/site.css") as file:
        return str(file.read().decode())


def test_one_file_holds_every_style_sheet():
    sheet = the_sheet()

    assert "@import" not in sheet and "/*" not in sheet
    apart = {"diff.css", "site.css", "style-guide.css"}  # two of the admin's, and the one that the others are put into
    for path in STYLE_SHEETS.glob("*.css"):
        if path.name not in apart:
            rules = [line for line in path.read_text().splitlines() if re.match(r"    ?\.[a-z_-]+ \{", line)]
            assert all(line in sheet for line in rules), path.name


def test_styles_and_script_are_light():
    script = Path(finders.find("site/js/site.js")).read_bytes()

    assert len(gzip.compress(the_sheet().encode())) <= MOST_CSS
    assert len(gzip.compress(script)) <= MOST_JS
