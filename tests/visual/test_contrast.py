"""The colors of the tokens, in pairs as they meet on a page, reach the contrast that WCAG 2.2 asks for.

Text: 4.5 to 1 (AA) at least; body text and the grounds of campaigns 7 to 1 (AAA). Controls and lines that carry meaning: 3 to 1.
"""

import re
from pathlib import Path

import pytest

import site_project
from campaigns.enums import Accent

TOKENS = Path(site_project.__file__).parent / "static" / "site" / "css" / "tokens.css"
ACCENTS = list(Accent.values)
MODES = ["light", "dark"]

AA_TEXT, AAA_TEXT, CONTROL = 4.5, 7.0, 3.0

#: (foreground, background, least contrast) of what every page has, in its campaign's color or without one.
PAIRS = [
    ("ink", "paper", AAA_TEXT),
    ("ink", "wash", AAA_TEXT),
    ("ink", "card", AAA_TEXT),
    ("paper", "ink", AAA_TEXT),  # the chosen tab
    ("paper", "alert", AAA_TEXT),  # the way out
    ("muted", "paper", AA_TEXT),
    ("muted", "wash", AA_TEXT),
    ("muted", "card", AA_TEXT),
    ("alert", "paper", AA_TEXT),
    ("alert", "wash", AA_TEXT),
    ("on-foot", "foot", AAA_TEXT),
    ("control", "paper", CONTROL),
    ("control", "wash", CONTROL),
    ("control", "card", CONTROL),
    ("sign", "paper", CONTROL),
    ("on-ground", "ground", AAA_TEXT),
    ("on-ground", "ray", AA_TEXT),
    ("on-ground", "deep", AAA_TEXT),
    ("spot", "ground", AA_TEXT),
    ("spot", "ray", AA_TEXT),
    ("spot", "deep", AA_TEXT),
    ("on-spot", "spot", AAA_TEXT),
    ("accent-ink", "paper", AAA_TEXT),
    ("accent-ink", "wash", AA_TEXT),
    ("accent-ink", "card", AAA_TEXT),
    ("on-accent-ink", "accent-ink", AAA_TEXT),  # buttons
]
#: What each campaign has of its own.
INKS = {"ground", "on-ground", "ray", "deep", "spot", "on-spot", "accent-ink", "on-accent-ink"}


def declarations(css: str, selector: str) -> dict[str, tuple[str, str]]:
    """The colors (light, dark) that the rules with this selector declare."""
    rules = re.findall(r"^  ([^\s{/*][^{]*?) \{(.*?)^  \}", css, re.DOTALL | re.MULTILINE)
    found = [body for selectors, body in rules if selector in re.split(r",\s*", selectors)]
    assert found, f"no rule for {selector}"
    color = r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);"
    return {name: (light, dark) for name, light, dark in re.findall(color, "".join(found))}


def palette(accent: str | None, mode: str) -> dict[str, str]:
    """Every color token of a page with this accent in this mode."""
    css = TOKENS.read_text(encoding="utf-8")
    tokens = declarations(css, ":root")
    if accent:
        tokens |= declarations(css, f'[data-accent="{accent}"]')
    return {name: pair[MODES.index(mode)] for name, pair in tokens.items()}


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2) of "#rrggbb"."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio (WCAG 2.2) of two colors, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_known_colors() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("accent", [None, *ACCENTS])
def test_pairs_are_legible(accent: str | None, mode: str) -> None:
    tokens = palette(accent, mode)
    low = {
        f"{front} on {back}": round(contrast(tokens[front], tokens[back]), 2)
        for front, back, least in PAIRS
        if contrast(tokens[front], tokens[back]) < least
    }
    assert not low


def test_every_accent_has_all_its_inks() -> None:
    css = TOKENS.read_text(encoding="utf-8")
    declared = re.findall(r'\[data-accent="(\w+)"\]', css)
    assert sorted(declared) == sorted(ACCENTS)
    for accent in ACCENTS:
        assert set(declarations(css, f'[data-accent="{accent}"]')) == INKS
