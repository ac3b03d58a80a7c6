"""The style sheets name nothing that is not there: a browser passes over it without a word."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

STYLE_SHEETS = Path(settings.BASE_DIR) / "site_project" / "static" / "site" / "css"


def test_every_custom_property_is_defined_and_used():
    css = "".join(path.read_text() for path in STYLE_SHEETS.glob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", css))
    of_the_admin = {name for name in used if name.startswith("--w-")}

    assert used - of_the_admin == set(re.findall(r"(--[\w-]+)\s*:", css))


def test_every_custom_property_of_the_admin_is_there():
    """Styles of the admin stand in a style sheet that its pages share with ours: names of Wagtail's may change."""
    admin = finders.find("wagtailadmin/css/core.css")
    ours = "".join(path.read_text() for path in STYLE_SHEETS.glob("*.css"))

    for name in re.findall(r"var\((--w-[\w-]+)", ours):
        assert f"{name}:" in Path(admin).read_text(encoding="utf-8")
