"""Staff and translators do their jobs in the admin, and visitors see the outcome.

Several browsers are open at once, one for each person. Texts are new with every run: the site may be an old one.
"""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.places import PAGES_OF_EVERY_KIND, SEARCH, path

HUB = {code: path("hub-sanctuary", code) for code in ("en", "es")}
#: The look of a page of the site, in short.
FONT = "() => [getComputedStyle(document.body).fontFamily, getComputedStyle(document.documentElement).backgroundColor]"


@pytest.fixture
def words():
    """A sentence that the site has never seen."""
    return f"A summary with the mark {uuid.uuid4().hex[:8]}."


@pytest.fixture
def visitor(page):
    return page


def open_editor(page, address):
    """From a page of the site to its editor, by Wagtail's bar."""
    page.goto(address)
    page.locator("wagtail-userbar").get_by_role("button").first.click()
    page.locator("wagtail-userbar a[href*='/edit/']").click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state("networkidle")


def choose_action(page, name):
    """Press a button of the editor's foot, out of the menu beside the first one where it is not the first."""
    button = page.locator("footer").get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    button.click()
    page.wait_for_load_state("networkidle")


def test_a_change_reaches_readers_in_both_languages(visitor, staff, words):
    editor = staff("editor")
    open_editor(editor, HUB["en"])
    editor.locator("[name=summary]").fill(words)
    editor.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    expect(editor.frame_locator("iframe[title*=review]").first.locator(".lead").first).to_have_text(words)
    assert editor.locator("footer [name=action-publish]").count() == 0
    choose_action(editor, "Submit to Publication review / Revisión de publicación")
    visitor.goto(HUB["en"])
    assert words not in visitor.inner_text("main")

    publisher = staff("publisher")
    publisher.goto("/admin/")
    assert "Seeking Sanctuary" in publisher.inner_text("main")  # waits for a review
    open_editor(publisher, HUB["en"])
    choose_action(publisher, "Approve and Publish")
    visitor.goto(HUB["en"])
    assert words in visitor.inner_text("main")
    hint = visitor.locator(".languages a[hreflang=es] small")
    assert hint.is_visible()
    visitor.goto(HUB["es"])
    assert visitor.locator(f"main .notice a[href='{HUB['en']}']").is_visible()

    translator = staff("translator")
    translator.goto("/admin/")
    assert translator.locator("html").get_attribute("lang") == "es"
    open_editor(translator, HUB["es"])
    row = translator.locator(".unit", has_text=words.split()[-1].rstrip(".")).first
    translation = words.replace("A summary with the mark", "Un resumen con la marca")
    row.locator("textarea").fill(translation)
    translator.keyboard.press("Control+Enter")
    publish = translator.locator("footer").get_by_role("button", name="Publicar en español")
    expect(row).to_have_attribute("data-state", "done")
    publish.click()
    translator.wait_for_load_state("networkidle")
    visitor.goto(HUB["es"])
    assert translation in visitor.inner_text("main")
    assert visitor.locator(f"main .notice a[href='{HUB['en']}']").count() == 0
    visitor.goto(HUB["en"])
    assert visitor.locator(".languages a[hreflang=es] small").count() == 0


def test_a_clipping_reaches_the_hub_once_a_publisher_has_published_it(visitor, staff, words):
    hub = path("hub-janus", "en")
    editor = staff("editor")
    editor.goto("/admin/snippets/press/clipping/add/")
    editor.wait_for_load_state("networkidle")
    editor.locator("[name=headline]").fill(words)
    editor.locator("[name=date]").fill("2018-06-28")
    editor.keyboard.press("Escape")
    editor.locator("[data-chooser-action-choose]").first.click()
    editor.locator(".modal [data-chooser-modal-choice]").first.click()
    expect(editor.locator(".modal")).to_have_count(0)
    editor.locator("#id_campaign_links-ADD").click()
    editor.locator("#id_campaign_links-FORMS select").select_option(label="Take action on Janus v. AFSCME")
    assert editor.locator("footer [name=action-publish]").count() == 0
    choose_action(editor, "Save draft")
    visitor.goto(hub)
    assert words not in visitor.inner_text("main")

    publisher = staff("publisher")
    publisher.goto(editor.url)
    publisher.wait_for_load_state("networkidle")
    choose_action(publisher, "Publish")
    visitor.goto(hub)
    assert words in visitor.inner_text("main")


def test_translator_cannot_touch_english(staff):
    translator = staff("translator")
    translator.goto(HUB["en"])
    translator.locator("wagtail-userbar").get_by_role("button").first.click()
    assert translator.locator("wagtail-userbar a[href*='/edit/']").count() == 0


def test_block_previews_wear_the_clothes_of_the_site(staff):
    editor = staff("editor")
    editor.goto(path("about", "en"))
    font = editor.evaluate(FONT)
    open_editor(editor, path("about", "en"))
    editor.locator(".c-sf-add-button").last.click()
    kinds = editor.locator(".w-combobox__option-row")
    kinds.first.wait_for()
    assert kinds.count() > 10
    for kind in kinds.all():
        name = kind.inner_text()
        with editor.expect_response(lambda answer: "/block-preview/" in answer.url) as preview:
            kind.locator(".w-combobox__option-preview").click()
        assert preview.value.ok, name
        body = editor.frame_locator(".w-combobox-preview iframe").locator("body")
        expect(body.locator("main, .block").first, name).to_be_visible()
        assert body.evaluate(FONT) == font, name


def test_what_is_no_date_stays_as_it_was_typed_and_is_refused(staff):
    editor = staff("editor")
    open_editor(editor, path("event-cancelled", "en"))
    start = editor.locator("[name=start]")
    start.fill("2026-12-10 25:00")
    start.blur()
    expect(editor.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    editor.locator("footer").get_by_role("button", name="Save draft").click()
    editor.wait_for_load_state("networkidle")
    expect(editor.locator("[data-contentpath=start], #panel-child-content-when-section").first).to_contain_text(
        "valid date/time"
    )
    expect(start).to_have_value("2026-12-10 25:00")


def test_a_day_is_picked_from_the_calendar(staff):
    editor = staff("editor")
    open_editor(editor, path("event-cancelled", "en"))
    start = editor.locator("[name=start]")
    before = start.input_value()
    start.click()
    editor.locator(".xdsoft_datetimepicker:visible td:not(.xdsoft_current):not(.xdsoft_other_month)").first.click()
    expect(start).not_to_have_value(before)


def test_wagtails_accessibility_checker_finds_nothing(staff):
    """What is wrong with the frame or a block would be on every page, and no editor could mend it."""
    page = staff("publisher")
    for address in (*(path(key, "en") for key in PAGES_OF_EVERY_KIND.values()), HUB["es"], f"{SEARCH['en']}?q=city"):
        page.goto(address)
        # The checker writes its count when it is done.
        expect(page.locator("wagtail-userbar .w-content-checker__count").first, address).to_have_text("0")
