"""Nothing watches a visitor, and nothing depends on scripts."""

from urllib.parse import urlsplit

import pytest

from tests.browser.places import LANGUAGES, PLACES, SEARCH, path

COMFORTS = "document.querySelectorAll('[data-copy], [data-exit-key]').forEach(comfort => comfort.remove())"

#: Notices each try to write something down or to call out, also one that fails or is taken back.
WATCH = """
for (const [owner, name] of [[navigator, "sendBeacon"], [Storage.prototype, "setItem"], [IDBFactory.prototype, "open"],
    [self.CacheStorage && CacheStorage.prototype, "open"]]) {
  const really = owner && owner[name];
  if (really) owner[name] = function (...rest) { notice(name); return really.apply(this, rest); };
}
const written = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
Object.defineProperty(document, "cookie", {
  get: () => written.get.call(document), set: (text) => { notice("cookie"); written.set.call(document, text); }});
"""


def stored(page):
    """All that the site has left in the browser."""
    state = page.context.storage_state(indexed_db=True)
    session = page.evaluate("Object.keys(sessionStorage)")
    workers = page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)")
    return state["cookies"], state["origins"], session, workers


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_whole_visit_leaves_nothing_in_the_browser_and_tells_nobody(page, problems, base_url, code):
    hosts, kinds, cookies, called = set(), set(), [], []
    page.on("request", lambda request: (hosts.add(urlsplit(request.url).netloc), kinds.add(request.resource_type)))
    page.on("response", lambda response: cookies.extend(response.headers_array()))
    page.expose_function("notice", lambda name: called.append(name))
    page.add_init_script(WATCH)
    for place, target in PLACES.items():
        if place.endswith(code) and not place.startswith("nowhere"):
            page.goto(target)
    page.goto(SEARCH[code])
    page.locator("main input[name=q]").fill("Janus")
    page.keyboard.press("Enter")
    page.locator("main h2").first.wait_for()
    page.locator(".languages a").first.click()
    page.wait_for_load_state()
    assert stored(page) == ([], [], [], 0)
    assert hosts == {urlsplit(base_url).netloc}
    assert not kinds & {"ping", "websocket", "eventsource", "beacon"}
    assert not [header for header in cookies if header["name"].lower() == "set-cookie"]
    assert called == []
    assert problems == []


@pytest.fixture(scope="module")
def plain_page(browser, browser_context_args):
    """The page of somebody without scripts, for all tests of the module."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "place", [place for place in PLACES if place.endswith("es") or place.startswith("another-hub")]
)
def test_pages_are_whole_without_scripts(visitor_page, plain_page, place):
    def text(of):
        of.goto(PLACES[place])
        of.evaluate(COMFORTS)
        return of.inner_text("body").split()

    # Staff may publish in between.
    assert text(visitor_page) in (text(plain_page), text(plain_page))


def test_copy_buttons_are_shown_only_where_they_work(page, new_context):
    plain = new_context(java_script_enabled=False).new_page()
    for visitor, shown in ((page, True), (plain, False)):
        visitor.goto(path("hub-janus", "en"))
        assert visitor.locator("[data-copy]").count() > 0
        assert visitor.locator("[data-copy]").first.is_visible() is shown


def test_menu_opens_without_scripts(new_context):
    phone = new_context(java_script_enabled=False, viewport={"width": 375, "height": 700}).new_page()
    phone.goto(path("home", "es"))
    link = phone.locator(".site-nav a").first
    assert not link.is_visible()
    phone.locator("details.menu summary").click()
    assert link.is_visible()


@pytest.mark.parametrize("code", LANGUAGES)
def test_newsroom_is_filtered_without_scripts(new_context, code):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(path("press", code))
    list_of_all = page.locator(".results-head + .citations > li")
    everything = list_of_all.count()
    with page.expect_navigation(url="**language=es**"):
        page.locator("form.filters .tabs a", has_text={"en": "Spanish", "es": "Español"}[code]).click()
    assert 0 < list_of_all.count() < everything
    if code == "en":
        assert list_of_all.locator(".citation__headline [lang=es]").count() == list_of_all.count()
    with page.expect_navigation():
        page.locator("form.filters p a").click()
    assert list_of_all.count() == everything
