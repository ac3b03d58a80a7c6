"""Every page fits its screen, whatever font the device has, however large the text is and however long the words are."""

import re

import pytest

from tests.browser.box_font import FONTS, all_text_in, font_faces
from tests.browser.places import DESKTOP, LANGUAGES, PHONE, PLACES, SMALL_PHONE, path

#: WCAG 2.2, success criterion 1.4.12
TEXT_SPACING = """
  * { letter-spacing: .12em !important; line-height: 1.5 !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }
"""
#: WCAG 2.2, success criterion 1.4.4
TWICE_AS_LARGE = "html { font-size: 200% !important; }"
SCREENS = {
    "a small phone": (SMALL_PHONE["width"], ""),
    "a small phone, spaced text": (SMALL_PHONE["width"], TEXT_SPACING),
    "a phone, text twice as large": (PHONE["width"], TWICE_AS_LARGE),
    "a tablet": (768, ""),
    "a laptop": (1024, ""),
    "a desk": (DESKTOP["width"], ""),
}
PAPER = 688  # pixels: A4 without the margins of print.css
LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragung"
LONGEST_WORD_IN_A_HEADLINE = 14

LOAD_FACES = """async (css) => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  document.head.append(Object.assign(document.createElement("style"), { id: "look" }));
  const faces = await Promise.all([...document.fonts].map((face) => face.load()));
  for (const details of document.querySelectorAll("details")) details.open = true;
  return faces.length;
}"""
LOOK = "(css) => { document.getElementById('look').textContent = css; }"
LENGTHEN_WORDS = """(word) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.trim() && !text.parentElement.closest("script, style")) text.data = word + text.data.trimStart();
  }
}"""
# What reaches out of the page or out of its own box, outermost first. Boxes that scroll or are cut to be unseen may.
STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const open = (element) => {
    const style = getComputedStyle(element);
    return style.overflowX === "visible" && style.clipPath === "none";
  };
  const found = [];
  const look = (element) => {
    if (!element.checkVisibility() || !open(element)) return;
    const box = element.getBoundingClientRect();
    const fits = box.left > -1 && box.right < width + 1;
    // A list of choices cuts its text itself; not every version of a browser counts that as clipped.
    const cuts = element.localName === "select" || getComputedStyle(element).display === "inline";
    const holds = cuts || element.scrollWidth <= element.clientWidth + 1;
    if (!fits || !holds) found.push(`${element.localName}.${element.className}`);
    [...element.children].forEach(look);
  };
  [...document.body.children].forEach(look);
  if (document.scrollingElement.scrollWidth > width) found.unshift("page");
  return found;
}"""
BROKEN_WORDS = """(longest) => {
  const broken = [];
  for (const headline of document.querySelectorAll("main :is(h1, h2, h3, h4), .hero__title a, .stretch")) {
    if (!headline.checkVisibility() || headline.closest(".unseen")) continue;
    const texts = document.createTreeWalker(headline, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
        if (word[0].length <= longest && lines.size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""
ROWS_OF_THE_HEADER = """() => {
  const boxes = [...document.querySelectorAll(".site-name, .site-nav a, .languages a")]
    .filter((element) => element.checkVisibility() && element.closest("header"))
    .map((element) => element.getBoundingClientRect());
  return { above: Math.max(...boxes.map((box) => box.top)), below: Math.min(...boxes.map((box) => box.bottom)) };
}"""

every_place = pytest.mark.parametrize("place", PLACES)


@pytest.fixture(scope="module")
def browser_context_args(browser_context_args):
    """The policy of the site lets no font of ours in."""
    return {**browser_context_args, "bypass_csp": True}


def open_with_fonts(page, address=None):
    """Open a page, or stay on the open one, and give it the fonts."""
    if address:
        page.goto(address)
    page.wait_for_load_state()
    assert page.evaluate(LOAD_FACES, font_faces()) == len(FONTS)


def show(page, font, width, css=""):
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(LOOK, f"{all_text_in(font)} {css}")


def sticking_out(page, fonts):
    """What does not fit, by font and screen."""
    found = {}
    for font in fonts:
        for screen, (width, css) in SCREENS.items():
            show(page, font, width, css)
            found[font, screen] = page.evaluate(STICKING_OUT)
        page.emulate_media(media="print")
        show(page, font, PAPER)
        found[font, "paper"] = page.evaluate(STICKING_OUT)
        page.emulate_media(media="screen")
    return {case: elements[:5] for case, elements in found.items() if elements}


def broken_words(page):
    """Words of headlines that are broken on phones, by screen."""
    found = {}
    for screen in ("a small phone", "a phone, text twice as large"):
        width, css = SCREENS[screen]
        show(page, "Wide", width, css)
        found[screen] = page.evaluate(BROKEN_WORDS, LONGEST_WORD_IN_A_HEADLINE)
    return {screen: words for screen, words in found.items() if words}


@every_place
def test_page_fits_in_any_font(visitor_page, place):
    open_with_fonts(visitor_page, PLACES[place])
    assert sticking_out(visitor_page, ["Wide", "Narrow"]) == {}
    assert broken_words(visitor_page) == {}
    if place.endswith("-en"):  # any language would do
        visitor_page.evaluate(LENGTHEN_WORDS, LONG_WORD)
        assert sticking_out(visitor_page, ["Wide"]) == {}, "with long words"


# What fades or moves where nobody points at it: while a page loads it shows the browser's own colors first.
FADING = """() => [...document.querySelectorAll("body *")]
  .filter((one) => getComputedStyle(one).transitionDuration.split(", ").some((time) => time !== "0s"))
  .map((one) => one.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("place", ["home-en", "hub-es", "event-en", "newsroom-es"])
def test_nothing_fades_while_a_page_loads(visitor_page, place):
    visitor_page.emulate_media(reduced_motion="no-preference")
    visitor_page.goto(PLACES[place])
    assert visitor_page.evaluate(FADING) == []


# Telephone numbers and hashtags whose first character is not the leftmost.
TURNED_ROUND = """() => [...document.querySelectorAll('a[href^="tel:"], .kicker [translate]')].flatMap((element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const shown = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!/^[\\s#+(]*[\\w]/.test(node.data) || !/[#\\d]/.test(node.data)) continue;
    const box = (at) => { const range = new Range(); range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect(); };
    const start = node.data.search(/\\S/), end = node.data.trimEnd().length - 1;
    if (box(start).top === box(end).top && box(start).left > box(end).left) shown.push(node.data);
  }
  return shown;
})"""


@pytest.mark.parametrize("place", ["home-en", "hub-en", "event-en", "newsroom-en", "text-en"])
def test_page_from_right_to_left_fits_and_is_mirrored(visitor_page, place):
    """Pictures, contents and the way on change sides with the text."""
    open_with_fonts(visitor_page, PLACES[place])
    visitor_page.evaluate("Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' })")
    assert sticking_out(visitor_page, ["Wide"]) == {}
    assert visitor_page.evaluate(TURNED_ROUND) == []

    show(visitor_page, "Normal", DESKTOP["width"])
    pairs = [(".site-name", ".languages"), (".hero__text", ".hero__art"), (".sections", "nav.contents")]
    pairs = [pair for pair in pairs if visitor_page.locator(pair[1]).count()]
    boxes = [[visitor_page.locator(part).first.bounding_box() for part in pair] for pair in pairs]
    assert all(first["x"] >= second["x"] + second["width"] - 1 for first, second in boxes)


@pytest.mark.parametrize("code", LANGUAGES)
def test_form_with_errors_fits(visitor_page, code):
    open_with_fonts(visitor_page, f"{path('press', code)}?from=nonsense&to=nonsense&language=xx")
    assert visitor_page.locator(".field__error").count()
    visitor_page.evaluate(LENGTHEN_WORDS, LONG_WORD)
    assert sticking_out(visitor_page, ["Wide"]) == {}


@pytest.fixture
def protect(page, sign_in):
    """A function that asks for a password before the page at an address, for as long as the test runs."""
    protected = []

    def restrict(privacy, kind):
        token = re.search(r"csrfmiddlewaretoken\W+value=\W+(\w+)", page.request.get(privacy).text()).group(1)
        form = {"csrfmiddlewaretoken": token, "restriction_type": kind, "password": token}
        assert page.request.post(privacy, form=form).ok

    def ask_for_a_password(address):
        page.goto(address)
        edit = page.locator("wagtail-userbar a[href*='/edit/']").get_attribute("href")
        protected.append(edit.replace("/edit/", "/privacy/"))
        restrict(protected[-1], "password")

    sign_in("admin")
    yield ask_for_a_password
    for privacy in protected:
        restrict(privacy, "none")


def test_page_behind_a_password_fits(protect, new_context):
    visitor = new_context().new_page()
    for code in LANGUAGES:
        address = path("news-open-letter", code)
        protect(address)
        visitor.goto(address)
        visitor.fill("main [type=password]", "wrong")
        visitor.click("main [type=submit]")
        visitor.wait_for_selector(".field__error")
        open_with_fonts(visitor)
        assert sticking_out(visitor, ["Wide"]) == {}
        assert broken_words(visitor) == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_header_of_a_laptop_is_one_row(visitor_page, code):
    open_with_fonts(visitor_page, path("home", code))
    show(visitor_page, "Normal", 1024)
    rows = visitor_page.evaluate(ROWS_OF_THE_HEADER)
    assert rows["above"] < rows["below"]


def test_what_does_not_fit_is_found(page):
    open_with_fonts(page, path("home", "en"))
    page.locator("h1").evaluate("headline => { headline.style.fontSize = '6rem'; }")
    assert broken_words(page) != {}
    page.locator("h1").evaluate("headline => { headline.style.whiteSpace = 'nowrap'; }")
    show(page, "Wide", SMALL_PHONE["width"])
    assert {"h1.", "page"} <= set(page.evaluate(STICKING_OUT))
