"""A translator works with the keyboard, and what is typed outlives conflicts and lost sessions."""

import json
import os
import re
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.places import DESKTOP, PHONE, path

#: Paragraphs that have little in common, so that each is translated by itself.
WORDS = [
    *("Apples", "Bridges", "Candles", "Doors", "Engines", "Feathers", "Gardens", "Harbors", "Islands", "Jackets"),
    *("Kettles", "Ladders", "Mountains", "Needles", "Oceans", "Pencils", "Quilts", "Rivers", "Shadows", "Tables"),
    *("Umbrellas", "Violins", "Windows", "Yards", "Zebras"),
]
PALABRAS = [
    *("Manzanas", "Puentes", "Velas", "Puertas", "Motores", "Plumas", "Jardines", "Puertos", "Islas", "Chaquetas"),
    *("Teteras", "Escaleras", "Montañas", "Agujas", "Mares", "Lápices", "Colchas", "Ríos", "Sombras", "Mesas"),
    *("Paraguas", "Violines", "Ventanas", "Patios", "Cebras"),
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def signed_in(new_context):
    """A function that signs in the translator, in a browser of its own."""

    def new_browser(**options):
        page = new_context(viewport=DESKTOP, **options).new_page()
        sign_in(page)
        return page

    return new_browser


def sign_in(page, name="translator"):
    page.goto("/admin/login/")
    fill_in_login(page, name)
    page.wait_for_url("**/admin/")


def fill_in_login(page, name="translator"):
    page.fill("[name=username]", name)
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


@pytest.fixture
def english(new_context, sign_in_at, mark):
    """A page of 25 paragraphs that was just published in English; the value is its title."""
    staff = new_context().new_page()
    sign_in_at(staff, "admin")
    staff.goto(path("home", "en"))
    staff.locator("wagtail-userbar").get_by_role("button").first.click()
    home = re.search(r"/pages/(\d+)/", staff.locator("wagtail-userbar a[href*='/edit/']").get_attribute("href"))[1]
    url = f"/admin/pages/add/home/standardpage/{home}/"
    form = BeautifulSoup(staff.request.get(url).text(), "html.parser").select_one("#page-edit-form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    block = {"type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {}}
    blocks = [{**block, "key": f"k{number}", "text": f"{WORDS[number]} {mark}."} for number in range(25)]
    fields |= {
        "title": f"Keyboard {mark}",
        "slug": f"keyboard-{mark}",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": str(uuid.uuid4()),
        "body-0-value": json.dumps({"blocks": blocks, "entityMap": {}}),
        "action-publish": "action-publish",
    }
    staff.request.post(url, form=fields, headers={"Referer": staff.url})
    staff.goto(f"/en/keyboard-{mark}/")
    expect(staff.get_by_text(f"{WORDS[24]} {mark}.")).to_be_visible()
    return fields["title"]


def tab_to(page, target):
    """Press Tab until `target` has the focus, which has to be seen there."""
    for _press in range(150):
        if target.evaluate("element => element === document.activeElement"):
            return expect(target).to_be_in_viewport()
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached.")


def test_a_page_of_25_texts_is_translated_and_published_with_the_keyboard_alone(signed_in, english, mark):
    page = signed_in()
    page.goto(f"/admin/translations/?q={mark}")
    tab_to(page, page.get_by_role("button", name=re.compile(f"Iniciar .*{mark}")).first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    todo = page.locator("[data-tab=todo]")
    expect(todo).to_have_text("26")
    tab_to(page, page.locator(".unit textarea").first)
    for number in range(26):
        expect(todo).to_have_text(str(26 - number))
        page.keyboard.type(f"Teclado {mark}" if number == 0 else f"{number}. {PALABRAS[number - 1]} {mark}.")
        page.keyboard.press("Control+Enter")
    expect(todo).to_have_text("0")
    expect(page.locator("footer button[value=publish]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Se publicó")
    page.goto(f"/es/teclado-{mark}/")
    for number in range(25):
        expect(page.get_by_text(f"{number + 1}. {PALABRAS[number]} {mark}.", exact=True)).to_be_visible()


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


def test_without_scripts_too(signed_in, editor, mark):
    page = signed_in(java_script_enabled=False, locale="es-US")
    page.goto(editor.url)
    page.context.clear_cookies()
    row(page, 1).locator("textarea").fill(f"Sin guiones {mark}")
    page.locator("footer button[value=publish]").click()
    expect(page.locator("main")).to_contain_text("Su sesión había terminado")
    fill_in_login(page)
    field = page.locator("textarea:focus")
    expect(field).to_have_value(f"Sin guiones {mark}")
    assert page.url == editor.url
    page.goto(path("hub-janus", "es"))
    assert mark not in page.content()


def test_who_signs_in_next_sees_nothing_of_it(editor, mark):
    url = editor.url
    editor.context.clear_cookies()
    field = row(editor, 1).locator("textarea")
    field.fill(f"Ajeno {mark}")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("[data-status]")).to_contain_text("su sesión terminó")
    editor.on("dialog", lambda dialog: dialog.accept())
    sign_in(editor, "admin")
    editor.goto(url)
    expect(row(editor, 1).locator("textarea")).not_to_have_value(f"Ajeno {mark}")


def test_signing_in_in_another_tab_is_enough(editor, mark):
    editor.context.clear_cookies()
    field = row(editor, 1).locator("textarea")
    field.fill(f"Otra pestaña {mark}")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("[data-status]")).to_contain_text("su sesión terminó")
    sign_in(editor.context.new_page())
    field.focus()
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("[data-status]")).to_have_text("Se guardaron los cambios.")
