"""A translator works with the keyboard, and what is typed outlives conflicts and lost sessions."""

import os
import re
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.places import DESKTOP, PHONE, path

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def signed_in(new_context):
    """A function that signs in the translator, in a browser of its own."""

    def sign_in():
        page = new_context(viewport=DESKTOP).new_page()
        page.goto("/admin/login/")
        fill_in_login(page)
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def fill_in_login(page):
    page.fill("[name=username]", "translator")
    page.fill("[name=password]", os.environ["DEMO_PASSWORD"])
    page.click("[type=submit]")


@pytest.fixture
def editor(signed_in):
    """The translator before the editor of the Spanish hub."""
    page = signed_in()
    page.goto(path("hub-janus", "es"))
    page.locator("wagtail-userbar").get_by_role("button").first.click()
    page.goto(page.locator("wagtail-userbar a[href*='/edit/']").get_attribute("href"))
    return page


@pytest.fixture
def mark():
    """What no run before has written: the site may be an old one."""
    return uuid.uuid4().hex[:8]


def violations(page):
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": STANDARDS}}
    return [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(page, options=options).response["violations"]
        for node in violation["nodes"]
    ]


def row(page, number):
    return page.locator(".unit").nth(number)


def test_axe_finds_nothing(editor):
    for size in (PHONE, DESKTOP):
        editor.set_viewport_size(size)
        assert violations(editor) == [], size["width"]
    editor.locator(".unit-more").first.click()
    expect(editor.locator("textarea")).to_be_visible()
    assert violations(editor) == []


def test_with_the_keyboard_from_text_to_text_and_to_publishing(editor, mark):
    fields = editor.locator(".unit textarea")
    for number in (1, 3):
        fields.nth(number).focus()
        editor.keyboard.press("End")
        editor.keyboard.type(f" {mark}")
        editor.keyboard.press("Control+Enter")
        expect(editor.locator("[data-status]")).to_have_text(re.compile("."))
        expect(editor.locator("footer button[value=publish]")).to_be_focused()  # nothing else is to do
    editor.keyboard.press("Enter")
    editor.wait_for_load_state("networkidle")
    expect(editor.locator(".messages")).to_contain_text("Se publicó")
    editor.goto(path("hub-janus", "es"))
    assert editor.content().count(mark) >= 2


def test_a_mistake_and_a_conflict_lose_nothing(editor, signed_in, mark):
    title = row(editor, 0).locator("textarea")
    before = title.input_value()
    title.fill("x" * 300)
    editor.keyboard.press("Control+Enter")
    expect(row(editor, 0).locator(".error-message")).to_contain_text("300")
    expect(title).to_have_value("x" * 300)
    title.fill(before)

    other = signed_in()
    other.goto(editor.url)
    row(other, 1).locator("textarea").fill(f"Ajeno {mark}")
    other.keyboard.press("Control+Enter")
    expect(row(other, 1)).to_have_attribute("data-state", "done")
    row(editor, 1).locator("textarea").fill(f"Mío {mark}")
    editor.keyboard.press("Control+Enter")
    expect(row(editor, 1).locator("blockquote")).to_have_text(f"Ajeno {mark}")
    expect(row(editor, 1).locator("textarea")).to_have_value(f"Mío {mark}")
    assert violations(editor) == []
    row(editor, 1).locator("textarea").focus()
    editor.keyboard.press("Control+Enter")
    expect(row(editor, 1).locator("blockquote")).to_have_count(0)


def test_what_is_typed_outlives_the_session(editor, mark):
    url = editor.url
    editor.context.clear_cookies()
    field = row(editor, 1).locator("textarea")
    field.fill(f"Sobrevive {mark}")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("[data-status]")).to_contain_text("su sesión terminó")
    expect(field).to_have_value(f"Sobrevive {mark}")
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.goto(url)
    fill_in_login(editor)
    expect(row(editor, 1).locator("textarea")).to_have_value(f"Sobrevive {mark}")
