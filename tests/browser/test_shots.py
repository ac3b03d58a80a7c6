"""The style guide looks as it did: shots of its parts, compared coarsely, in a font of boxes.

After a change that is meant to be seen, `UPDATE_SHOTS=1` makes them anew: look at them before you commit them.
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.browser.box_font import all_text_in, font_faces

SHOTS = Path(__file__).parent / "shots"
WIDTHS = {"phone": 375, "desk": 1280}
#: Parts of the style guide whose content does not depend on the day.
PARTS = {
    "inks": "#colors",
    "type": "#type",
    "poster-by-day": "#posters .edition:nth-of-type(1)",
    "poster-by-night": "#posters .edition:nth-of-type(2)",
    "actions": "#blocks .edition:has(.actions)",
    "timeline": "#blocks .edition:has(.timeline)",
    "cards": "#blocks .edition:has(.rights)",
    "quote": "#blocks .edition:has(.quote)",
    "footer": ".site-footer",
}
#: Cells of a shot across, and how far they may be from what they were: on average, and by how many so much (of 255).
CELLS, AVERAGE, STRAY, SHARE = 48, 4.0, 48, 0.02


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "bypass_csp": True, "reduced_motion": "reduce", "color_scheme": "light"}


def shrunk(image, size):
    return image.convert("RGB").resize(size, Image.Resampling.BOX)


def difference(one, other):
    """(average difference of the cells, share of cells that differ a lot) of two shots; 255 where the shapes do."""
    if abs(one.height / one.width - other.height / other.width) > 0.05 * (other.height / other.width):
        return 255.0, 1.0
    size = (CELLS, max(1, round(CELLS * other.height / other.width)))
    cells = ImageChops.difference(shrunk(one, size), shrunk(other, size)).convert("L")
    histogram = cells.histogram()
    return ImageStat.Stat(cells).mean[0], sum(histogram[STRAY:]) / sum(histogram)


@pytest.mark.parametrize("screen", WIDTHS)
def test_style_guide_looks_as_it_did(page, sign_in, screen):
    sign_in("admin")
    page.set_viewport_size({"width": WIDTHS[screen], "height": 900})
    page.goto("/styleguide/")
    page.add_style_tag(content=f"{font_faces()} {all_text_in('Normal')} wagtail-userbar {{ display: none; }}")
    page.evaluate("Promise.all([...document.fonts].map((face) => face.load()))")
    page.wait_for_load_state("networkidle")
    changed = {}
    for name, selector in PARTS.items():
        shot = Image.open(io.BytesIO(page.locator(selector).first.screenshot()))
        file = SHOTS / f"{name}-{screen}.png"
        if os.environ.get("UPDATE_SHOTS"):
            file.parent.mkdir(exist_ok=True)
            shot.convert("RGB").resize((shot.width // 2, shot.height // 2)).quantize(64).save(file, optimize=True)
        with Image.open(file) as before:
            average, share = difference(shot, before)
        if average > AVERAGE or share > SHARE:
            changed[name] = (round(average, 1), round(share, 3))
    assert changed == {}


def test_change_of_color_or_place_is_seen():
    before = Image.new("RGB", (400, 300), "#f6f0e2")
    moved, tinted = before.copy(), Image.new("RGB", (400, 300), "#ebe2cf")
    moved.paste("#12204a", (40, 40, 140, 90))

    assert difference(before, before) == (0.0, 0.0)
    assert difference(moved, before)[1] > SHARE
    assert difference(tinted, before)[0] > AVERAGE
    assert difference(before.crop((0, 0, 400, 200)), before) == (255.0, 1.0)
