"""The style sheets name nothing that is not there: a browser passes over it without a word."""

import re
from pathlib import Path

from django.conf import settings

STYLE_SHEETS = Path(settings.BASE_DIR) / "site_project" / "static" / "site" / "css"


def test_every_custom_property_is_defined_and_used():
    css = "".join(path.read_text() for path in STYLE_SHEETS.glob("*.css"))

    assert set(re.findall(r"var\((--[\w-]+)", css)) == set(re.findall(r"(--[\w-]+)\s*:", css))
