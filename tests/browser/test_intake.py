"""Coverage comes in: pasted, corrected, filed, published and taken back, with a mouse or without."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.places import path

HUB = path("hub-sanctuary", "en")
# The demo has these pieces already: a mark makes them others.
ITEMS = (
    ("City Leaders Met Yesterday in NYC to Strategize the Resistance", "Next City, 3.29.2017"),
    ("A Blueprint For Providing Sanctuary", "Common Dreams, 3.28.2017"),
    ("‘We Cannot Hide’: Sanctuary Cities Join Forces in First Meeting of Its Kind", "NBC News, 3.28.2017"),
    ("Local Lawmakers Fight Back Against AG Sessions’ Threats to Cut Funding", "Democracy Now, 3.28.2017"),
    ("Sanctuary Cities ‘Stand Resolute’ in Face of Threatened Funding Cut-Off", "Common Dreams, 3.28.2017"),
    ("Representatives from sanctuary cities meet in NY", "CNN Wire, 3.28.2017"),
    ("Rahm Emanuel Rival Hits Chicago Mayor for Past Immigration Stances", "Observer, 3.28.2017"),
    ("Jeff Sessions just launched his most explicit threat yet", "Fusion, 3.27.2017"),
    ("New York Defiant As Trump Threatens Funds", "Huffington Post, 3.27.2017"),
    ("NYC pol surges sanctuary cities to be Trump’s ‘worst nightmare’", "New York Daily News, 3.27.2017"),
    ("Así reacciona la conferencia de ciudades santuario en Nueva York", "Univison, 3.27.2017"),
    ("DOJ threatens major crackdown on funds to sanctuary cities", "New York Post, 3.27.2017"),
    ("Few guarantees as local governments plot ‘sanctuary’ policy", "Politico, 3.27.2017"),
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def mark():
    return uuid.uuid4().hex[:8]


def bring_in(page, text, campaign=""):
    page.goto("/admin/press/imports/add/")
    page.get_by_label("Paste what you have").fill(text)
    if campaign:
        page.locator("#id_campaign").select_option(label=campaign)
    page.get_by_role("button", name="Go on to the review").click()
    expect(page.get_by_role("button", name="Save").last).to_be_visible()


def pasted(mark, items=ITEMS):
    return "\n\n".join(f"{headline} {mark}\n{rest}" for headline, rest in items)


def test_thirteen_pieces_come_in_with_two_corrections_are_published_and_taken_back(page, staff, mark):
    editor = staff("editor")
    editor.goto("/admin/")
    editor.get_by_role("button", name="Press").click()
    editor.get_by_role("list", name="Press").get_by_role("link", name="Add coverage").click()
    bring_in(editor, pasted(mark), campaign="Seeking Sanctuary")
    expect(editor.get_by_role("button", name="File 12 clippings")).to_be_enabled()
    editor.get_by_role("button", name="Univision?").click()
    typo = editor.locator("textarea", has_text=f"surges sanctuary cities to be Trump’s ‘worst nightmare’ {mark}").first
    typo.fill(typo.input_value().replace("surges", "urges"))
    editor.get_by_role("button", name="File 13 clippings").click()
    expect(editor.locator(".messages")).to_contain_text("13 clippings were filed")
    page.goto(HUB)
    assert mark not in page.inner_text("main")

    publisher = staff("publisher")
    publisher.goto("/admin/press/imports/")
    publisher.get_by_role("link", name="City Leaders Met").first.click()
    publisher.get_by_role("button", name="Publish these 13 clippings").click()
    expect(publisher.locator(".messages")).to_contain_text("13 clippings were published")
    page.goto(f"{path('press', 'en')}?q={mark}")
    assert f"urges sanctuary cities to be Trump’s ‘worst nightmare’ {mark}" in page.inner_text("main")

    publisher.get_by_role("link", name="Undo this import").click()
    publisher.get_by_role("button", name="Yes, undo").click()
    expect(publisher.locator(".messages")).to_contain_text("13 clippings were deleted")
    expect(publisher.get_by_role("button", name="File and publish 13 clippings")).to_be_enabled()
    page.goto(f"{path('press', 'en')}?q={mark}")
    assert f"worst nightmare’ {mark}" not in page.inner_text("main")


def test_review_is_done_with_the_keyboard_and_read_by_ear(staff, mark):
    editor = staff("editor")
    bring_in(editor, pasted(mark, [ITEMS[0], ITEMS[10], ("One more headline of the day", "Politico, 3.4.2017")]))
    editor.locator(".import-review summary").first.click()
    found = Axe().run(editor, context=".import-review", options=RULES).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"][:200]) for violation in found] == []

    def go_to(place):
        place.first.wait_for()
        for _step in range(80):
            editor.keyboard.press("Tab")
            if place.evaluate_all("places => places.includes(document.activeElement)"):
                return
        pytest.fail("no way there by keyboard")

    go_to(editor.get_by_role("button", name="Univision?"))
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("button", name="File 2 clippings")).to_be_enabled()
    go_to(editor.locator("[type=radio][value='2017-03-04']"))
    editor.keyboard.press("ArrowDown")  # to April 3
    go_to(editor.get_by_label("Outlet, line 7", exact=True))
    editor.keyboard.press("Enter")  # in a field of text it saves
    expect(editor.locator(".messages")).to_contain_text("Saved")
    expect(editor.get_by_role("button", name="File 3 clippings")).to_be_enabled()


def test_everything_works_without_scripts(staff, mark):
    editor = staff("editor", java_script_enabled=False)
    bring_in(editor, pasted(mark, ITEMS[:2]))
    editor.locator(".import-review textarea").first.fill(f"Corrected {mark}")
    editor.get_by_role("button", name="File 2 clippings").click()
    expect(editor.locator(".messages")).to_contain_text("2 clippings were filed")
    editor.get_by_role("link", name="Undo this import").click()
    editor.get_by_role("button", name="Yes, undo").click()
    expect(editor.locator(".messages")).to_contain_text("2 clippings were deleted")


def test_row_comes_up_to_date_when_its_address_was_read(staff):
    editor = staff("editor")
    bring_in(editor, "https://no-such-site.invalid/story")
    expect(editor.locator(".import-row")).to_contain_text("There is no site with this name.", timeout=20_000)
    expect(editor.locator("[data-announce]")).to_have_text("1 address was read.")
