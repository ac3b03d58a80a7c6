"""A translator does several glosses on one screen, and what is typed outlives mistakes and lost sessions."""

import os
import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.places import path

SCREEN = "/admin/press/glosses/"
HEADLINES = ("A Blueprint For Providing Sanctuary", "City Leaders Met Yesterday in NYC to Strategize the Resistance")


@pytest.fixture
def mark():
    """What no run before has written: the site may be an old one."""
    return uuid.uuid4().hex[:8]


@pytest.fixture
def signed_in(new_context):
    """A function that signs in one of the demo accounts, in a browser of its own."""

    def sign_in(name):
        page = new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto("/admin/login/")
        fill_in_login(page, name)
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def fill_in_login(page, name):
    page.fill("[name=username]", name)
    page.fill("[name=password]", os.environ["DEMO_PASSWORD"])
    page.click("[type=submit]")


def publish_gloss(page, headline, gloss):
    """Give a clipping another English gloss, in its own editor."""
    page.goto(f"/admin/snippets/press/clipping/?locale=en&q={headline.split()[1]}")
    # By its address: Wagtail's list may redraw itself under a click while it loads.
    page.goto(page.get_by_role("link", name=headline).first.get_attribute("href"))
    page.wait_for_load_state("networkidle")
    page.locator("[name=gloss]").fill(gloss)
    button = page.locator("footer").get_by_role("button", name="Publish", exact=True)
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    button.click()
    page.wait_for_load_state("networkidle")


def row(page, headline):
    return page.locator(".gloss-row", has=page.get_by_text(headline))


@pytest.fixture
def translator(signed_in, mark):
    """The translator before the screen, with two clippings to do."""
    publisher = signed_in("publisher")
    for headline in HEADLINES:
        publish_gloss(publisher, headline, f"An English gloss, {mark}.")
    page = signed_in("translator")
    page.goto(SCREEN)
    return page


def test_several_glosses_are_saved_at_once(translator, mark, page):
    fields = [row(translator, headline).locator("textarea").first for headline in HEADLINES]
    expect(fields[0]).to_have_attribute("lang", "es")
    expect(fields[0]).to_have_accessible_description(re.compile(mark))
    expect(translator.locator("[data-gloss-changed]")).to_have_text("0")
    fields[0].fill(f"Demasiado {mark}. " * 20)
    fields[1].fill(f"Una glosa, {mark}.")
    expect(translator.locator("[data-gloss-changed]")).to_have_text("2")

    with translator.expect_navigation():
        fields[1].press("Control+Enter")
    expect(row(translator, HEADLINES[0]).locator(".error-message")).to_be_visible()
    expect(fields[0]).to_have_value(f"Demasiado {mark}. " * 20)
    fields[0].fill(f"Otra glosa, {mark}.")
    with translator.expect_navigation():
        translator.locator(".gloss-bar button").first.click()
    expect(row(translator, HEADLINES[0])).to_have_count(0)
    expect(row(translator, HEADLINES[1])).to_have_count(0)
    page.goto(path("hub-sanctuary", "es"))
    assert f"Otra glosa, {mark}." in page.inner_text("main") and f"Una glosa, {mark}." in page.inner_text("main")


def test_typed_text_outlives_the_session(translator, mark):
    field = row(translator, HEADLINES[0]).locator("textarea").first
    field.fill(f"Lo que escribí, {mark}.")
    translator.context.clear_cookies(name="sessionid")
    translator.locator(".gloss-bar button").first.click()
    translator.wait_for_url("**/login/**")
    fill_in_login(translator, "translator")
    translator.wait_for_url(f"**{SCREEN}")

    expect(field).to_have_value(f"Lo que escribí, {mark}.")
    expect(translator.locator("[data-gloss-changed]")).to_have_text("1")
