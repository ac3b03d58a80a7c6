"""Everyone can read every page: by eye, by ear, by keyboard, on a narrow screen, in the dark."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.places import DESKTOP, PHONE, PLACES, SMALL_PHONE, path

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What can depend on the colors.
COLORS = ["color-contrast", "link-in-text-block"]

FOCUS_WITHOUT_A_MARK = """() => {
  const marked = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.type !== "hidden")
    .filter((element) => {
      element.focus();
      return document.activeElement !== element
        || ![null, "::before", "::after"].some((part) => marked(getComputedStyle(element, part)));
    })
    .map((element) => element.outerHTML.slice(0, 120));
}"""
# What shows by its border alone where the system chooses all colors: buttons, the current one of some tabs, fields.
WITHOUT_A_BORDER = """() => {
  const borders = (element) => ["top", "bottom"].map((side) => getComputedStyle(element)[`border-${side}-width`]);
  const seen = [...document.querySelectorAll(".button, .tile, .action, .notice, input:not([type=hidden]), .chip")]
    .filter((element) => element.checkVisibility());
  return seen.filter((element) => !borders(element).every(parseFloat)).map((element) => element.className);
}"""
CURRENT_AND_OTHERS = """() => ["true", null].map((current) => {
  const tab = [...document.querySelectorAll(".tabs a")].find((link) => (link.ariaCurrent && "true") === current);
  const style = getComputedStyle(tab);
  return `${style.color} ${style.borderTopColor} ${style.backgroundColor}`;
})"""
MOVING = """() => [...document.querySelectorAll("*")]
  .filter((element) => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.transitionDuration.split(", ").some((time) => parseFloat(time))
      || style.scrollBehavior === "smooth";
  })
  .map((element) => element.outerHTML.slice(0, 120))"""

every_place = pytest.mark.parametrize("place", PLACES)


def violations(page, rules):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    kind = "rule" if rules is COLORS else "tag"
    options = {"resultTypes": ["violations"], "runOnly": {"type": kind, "values": rules}}
    found = page.evaluate("(options) => axe.run(options).then((results) => results.violations)", options)
    return [(violation["id"], node["html"][:200]) for violation in found for node in violation["nodes"]]


@every_place
def test_axe_finds_nothing(visitor_page, place):
    visitor_page.goto(PLACES[place])
    for size in (SMALL_PHONE, DESKTOP):
        visitor_page.set_viewport_size(size)
        assert violations(visitor_page, STANDARDS) == [], size["width"]
    visitor_page.emulate_media(color_scheme="dark")
    assert violations(visitor_page, COLORS) == [], "in the dark"


@pytest.mark.parametrize("place", ["home-es", "hub-en", "event-es", "newsroom-en", "text-es"])
def test_nothing_is_lost_where_the_system_chooses_the_colors(page, place):
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(PLACES[place])
    page.keyboard.press("Tab")

    assert violations(page, COLORS) == []
    assert page.evaluate(WITHOUT_A_BORDER) == []
    assert page.evaluate(FOCUS_WITHOUT_A_MARK) == []
    if place.startswith("newsroom"):
        current, other = page.evaluate(CURRENT_AND_OTHERS)
        assert current != other


def test_axe_is_awake(page):
    page.goto(path("home", "en"))
    page.locator("html").evaluate("root => root.removeAttribute('lang')")
    assert "html-has-lang" in {name for name, _html in violations(page, STANDARDS)}


@pytest.mark.parametrize("code", ["en", "es"])
def test_first_stop_of_the_keyboard_skips_to_the_content(page, code):
    page.goto(path("hub-sanctuary", code))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "place", ["home-en", "hub-es", "another-hub-en", "events-es", "event-en", "newsroom-en", "search-es", "nowhere-es"]
)
def test_focus_is_seen_wherever_it_stands(visitor_page, place, size):
    visitor_page.set_viewport_size(size)
    visitor_page.goto(PLACES[place])
    visitor_page.keyboard.press("Tab")  # from here on the browser takes every focus for one of the keyboard
    assert visitor_page.evaluate(FOCUS_WITHOUT_A_MARK) == []


def test_menu_of_the_phone_opens_and_closes_by_keyboard(page):
    page.set_viewport_size(PHONE)
    page.goto(path("home", "en"))
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Events")
    assert not link.is_visible()
    page.locator("details.menu summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.site-nav').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_nothing_moves_for_who_asked_for_that(page):
    page.emulate_media(reduced_motion="reduce")
    for place in ("home-en", "hub-es", "event-en", "newsroom-es"):
        page.goto(PLACES[place])
        assert page.evaluate(MOVING) == [], place
