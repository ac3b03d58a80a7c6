"""A visitor changes languages and always knows what comes next."""

import pytest

from tests.browser.places import LANGUAGES, OTHER, PAGES_OF_EVERY_KIND, SEARCH, path


def switch(page, code):
    """The link of the language switch to a language."""
    return page.locator(f".languages a[hreflang={code}]")


def here(page, base_url):
    return page.url.removeprefix(base_url)


@pytest.mark.parametrize("key", PAGES_OF_EVERY_KIND.values())
def test_switch_leads_to_the_translation_and_back(visitor_page, base_url, key):
    visitor_page.goto(path(key, "en"))
    switch(visitor_page, "es").click()
    assert here(visitor_page, base_url) == path(key, "es")
    assert visitor_page.locator("html").get_attribute("lang") == "es"
    switch(visitor_page, "en").click()
    assert here(visitor_page, base_url) == path(key, "en")
    assert visitor_page.locator("html").get_attribute("lang") == "en"


def test_switch_names_each_language_in_its_own_words(page):
    for code, name in (("es", "Español"), ("en", "English")):
        page.goto(path("home", OTHER[code]))
        assert switch(page, code).inner_text().strip() == name
        assert switch(page, code).get_attribute("lang") == code


def test_search_keeps_its_words_in_the_other_language(page, base_url):
    page.goto(f"{SEARCH['en']}?q=Janus")
    switch(page, "es").click()
    assert here(page, base_url) == f"{SEARCH['es']}?q=Janus"


def test_translation_that_is_behind_says_so_before_and_after(page, base_url):
    page.goto(path("news-detroit-2019", "en"))
    hint = switch(page, "es").locator("small")
    assert hint.is_visible()
    assert hint.inner_text().strip()
    switch(page, "es").click()
    notice = page.locator("main .notice")
    notice.wait_for()
    notice.get_by_role("link").click()
    assert here(page, base_url) == path("news-detroit-2019", "en")


def test_translation_that_is_missing_is_said_beforehand(page, base_url):
    page.goto(path("news-austin-2017", "en"))
    assert switch(page, "es").locator("small").is_visible()
    switch(page, "es").click()
    assert here(page, base_url) == path("news", "es")


def test_missing_translation_offers_the_original(page, base_url):
    original = path("news-austin-2017", "en")
    answer = page.goto(original.replace("/en/", "/es/", 1))
    assert answer.status == 404
    page.locator(f"main a[href='{original}']").click()
    assert here(page, base_url) == original


def test_spanish_can_come_first(page, base_url):
    page.goto(path("news-spanish-trainings", "es"))
    assert switch(page, "en").locator("small").count() == 0
    switch(page, "en").click()
    assert here(page, base_url) == path("news-spanish-trainings", "en")


@pytest.mark.parametrize(("accepted", "code"), [("es-MX", "es"), ("en-US", "en"), ("de-DE", "en")])
def test_language_redirect_speaks_the_language_of_the_browser(new_context, base_url, accepted, code):
    page = new_context(locale=accepted).new_page()
    page.goto("/")
    assert here(page, base_url) == f"/{code}/"


@pytest.mark.parametrize(
    ("code", "words", "key"),
    [
        ("en", "no trackers", "news-statement-privacy"),
        ("es", "ningun rastreador", "news-statement-privacy"),
        ("en", "sanctuary", "hub-sanctuary"),
        ("es", "Santuario", "hub-sanctuary"),
    ],
)
def test_search_finds_pages_in_the_language_of_the_visitor(page, code, words, key):
    page.goto(path("home", code))
    page.locator(f".site-nav a[href='{SEARCH[code]}']").click()
    page.locator("main input[name=q]").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    found = page.locator("main .news-list a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert path(key, code) in found
    assert all(address.startswith(f"/{code}/") for address in found)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", ["hub-sanctuary", "event-convening-next"])
def test_paper_has_the_address_and_a_code_of_it(page, base_url, key, code):
    page.goto(path(key, code))
    foot = page.locator(".print-foot")
    assert not foot.is_visible()
    page.emulate_media(media="print")
    assert path(key, code) in foot.inner_text()
    assert foot.locator("svg.qr").bounding_box()["width"] > 50
    assert not page.locator(".site-nav").is_visible()
    assert not page.locator(".languages").is_visible()
    assert page.locator("h1").is_visible()
