"""What visitors find where: the poster's button on the first screen, the first action on the third, a way out at once.

Measured in a font of boxes as wide as Arial's bold, so that places are the same on any machine.
"""

import re

import pytest

from tests.browser.box_font import all_text_in, font_faces
from tests.browser.places import DESKTOP, LANGUAGES, PLACES, path

SCREEN = {"width": 375, "height": 667}
RIGHTS = {code: path("know-your-rights", code) for code in LANGUAGES}
EVENT = {code: path("event-townhall", code) for code in LANGUAGES}
SHIFTS = """() => new Promise((done) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(total), 300);
})"""

both_languages = pytest.mark.parametrize("code", LANGUAGES)


@pytest.fixture
def browser_context_args(browser_context_args):
    """The policy of the site lets no font of ours in."""
    return {**browser_context_args, "bypass_csp": True, "reduced_motion": "reduce", "viewport": SCREEN}


def open_on_phone(page, address):
    page.goto(address)
    page.add_style_tag(content=font_faces() + all_text_in("Normal"))
    page.evaluate("Promise.all([...document.fonts].map((face) => face.load()))")
    page.wait_for_function("document.fonts.status === 'loaded'")


def box(page, selector):
    found = page.locator(selector).first.bounding_box()
    assert found, selector
    return found


def bottom(page, selector):
    found = box(page, selector)
    return found["y"] + found["height"]


@both_languages
def test_poster_of_the_home_page_leads_to_an_action_from_the_first_screen(page, code):
    open_on_phone(page, path("home", code))

    assert bottom(page, ".hero .button") <= SCREEN["height"]
    page.locator(".hero .button").click()
    target = page.evaluate(
        "document.querySelector(decodeURIComponent(location.hash)).querySelectorAll('.action').length"
    )
    assert target == 3


@both_languages
@pytest.mark.parametrize("key", ["hub-sanctuary", "hub-janus"])
def test_first_action_of_a_hub_is_on_the_third_screen_at_the_latest(page, code, key):
    open_on_phone(page, path(key, code))

    assert box(page, ".action")["y"] <= 3 * SCREEN["height"]


@both_languages
def test_event_can_be_put_in_the_calendar_from_the_first_screen(page, code):
    open_on_phone(page, EVENT[code])

    assert bottom(page, "main a[href$='event.ics']") <= SCREEN["height"]


@both_languages
def test_first_clipping_is_on_the_second_screen(page, code):
    open_on_phone(page, path("press", code))

    assert box(page, ".citation__headline")["y"] <= 2 * SCREEN["height"]


def test_main_action_stays_at_the_bottom_from_the_end_of_the_poster_on(page):
    open_on_phone(page, path("hub-sanctuary", "en"))
    end = bottom(page, ".hero")
    for place, seen in ((end - 10, False), (end + 120, True)):
        page.evaluate("place => scrollTo(0, place)", place)
        assert (box(page, ".act-bar")["y"] < SCREEN["height"]) == seen

    for section in (".citations", ".faq"):
        page.locator(section).scroll_into_view_if_needed()
        assert round(bottom(page, ".act-bar")) == SCREEN["height"]
    page.set_viewport_size(DESKTOP)
    assert not page.locator(".act-bar").is_visible()


def test_contents_mark_where_one_is_to_the_end_and_back(page):
    page.set_viewport_size(DESKTOP)
    open_on_phone(page, path("hub-sanctuary", "en"))
    current = page.locator(".contents [aria-current]")

    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("document.querySelector('.contents li:last-child [aria-current]')")
    page.locator(".contents a").nth(1).click()
    page.wait_for_function("document.querySelector('.contents li:nth-child(2) [aria-current]')")
    assert current.count() == 1
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("!document.querySelector('.contents [aria-current]')")


def test_whoever_has_called_is_asked_to_tell_one_more_person(page):
    page.goto(path("hub-janus", "en"))
    action = page.locator(".action", has=page.locator("[href^='tel:']"))
    assert action.locator(".after summary").is_visible() and not action.locator(".after a").first.is_visible()

    action.locator(".button[href^='tel:']").click()
    assert action.locator(".after a").first.is_visible()


@pytest.mark.parametrize("way", ["key", "link"])
def test_quick_exit_leaves_no_page_to_go_back_to(page, way):
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="sun"))
    page.goto(path("about", "en"))
    page.goto(RIGHTS["en"])
    if way == "key":
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    else:
        page.locator(".exit a").click()
    page.wait_for_url("https://www.weather.gov/**")
    page.go_back()

    assert page.url.endswith(path("about", "en"))


def test_quick_exit_is_a_link_where_no_scripts_run(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(RIGHTS["es"])

    assert page.locator(".exit a").is_visible()
    assert page.locator(".exit a").get_attribute("href").startswith("https://")


@both_languages
@pytest.mark.parametrize(
    ("place", "lost"),
    [("hub", ".citation"), ("another-hub", ".dial"), ("event", ".facts-list"), ("text", ".faq .prose")],
)
def test_two_sheets_of_paper_are_enough_and_nothing_is_lost(page, code, place, lost):
    page.goto(PLACES[f"{place}-{code}"])
    pdf = page.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= 2
    page.emulate_media(media="print")
    assert all(part.is_visible() for part in page.locator(lost).all()) and page.locator(lost).count()


@pytest.mark.parametrize("place", ["home-es", "hub-en", "newsroom-en", "event-es", "news-index-en"])
def test_nothing_shifts_while_a_page_loads(page, place):
    """On a slow device, too, which shows a page while it still reads it."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 20})
    page.goto(PLACES[place])

    assert page.evaluate(SHIFTS) == 0


@both_languages
@pytest.mark.parametrize(("key", "most"), [("home", 100_000), ("hub-sanctuary", 60_000)])
def test_first_visit_is_light(page, code, key, most):
    """Bytes over the line: the home page with the pictures of the first screen, the hub without pictures."""
    sizes = {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds = {}
    wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(path(key, code))
    page.wait_for_load_state("networkidle")

    counted = [size for request, size in sizes.items() if key == "home" or kinds.get(request) != "Image"]
    assert len(counted) >= 4 and sum(counted) <= most
