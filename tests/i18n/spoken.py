"""What a response says to a reader, a listener or another program, and in which language it claims to say it."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from icalendar import Calendar
from lxml import etree, html

#: Attributes that are read out or shown.
ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "placeholder", "data-done", "label")
#: Contents of <meta> that share previews and search engines show.
DESCRIPTIONS = ("description", "og:title", "og:description", "twitter:title", "twitter:description")
#: Keys of JSON-LD whose values are words.
JSON_LD_WORDS = ("name", "headline", "description", "caption")
#: Types of JSON-LD whose names are proper names.
PROPER_NAMES = ("Person", "Organization", "NewsMediaOrganization", "Place")
#: Not for people.
SILENT = ("script", "style", "template")
#: Properties of an iCalendar component that a calendar shows.
CALENDAR_WORDS = ("SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME", "NAME")
#: The same in every language, wherever it stands.
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Said:
    """A text and the language that it claims to be in. `neutral`: marked as the same in every language."""

    text: str
    lang: str
    neutral: bool = False


def spoken(response):
    """Everything that a page, a feed or a calendar says."""
    kind = response["Content-Type"].partition(";")[0]
    readers = {"text/html": _page, "application/atom+xml": _feed, "text/calendar": _calendar}
    found = [
        Said(" ".join(ADDRESS.sub(" ", said.text).split()), said.lang, said.neutral)
        for said in readers[kind](response.content, response.get("Content-Language", ""))
    ]
    return [said for said in found if said.text]


def _page(content, _language):
    root = html.fromstring(content.decode())
    yield from _element(root, root.get("lang", ""), neutral=False)


def _element(element, lang, neutral):
    if not isinstance(element.tag, str):
        return  # a comment
    lang = element.get("lang", lang)
    neutral = neutral or _is_neutral(element)
    if element.get("type") == "application/ld+json":
        yield from _json_words(json.loads(element.text), lang)
    if element.tag in SILENT:
        return
    yield from (Said(text, lang, neutral) for text in _attributes(element))
    yield Said(element.text or "", lang, neutral)
    for child in element:
        yield from _element(child, lang, neutral)
        yield Said(child.tail or "", lang, neutral)


def _is_neutral(element):
    """Proper names: what says so itself, and the outlets to choose from."""
    is_outlet = element.tag == "option" and element.getparent().get("name") == "outlet"
    return element.get("translate") == "no" or (is_outlet and bool(element.get("value")))


def _attributes(element):
    for name in ATTRIBUTES:
        yield element.get(name, "")
    if element.tag == "meta" and (element.get("name") or element.get("property")) in DESCRIPTIONS:
        yield element.get("content", "")
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    if element.tag == "a":
        # The message that a mail program or another site opens with; not addresses of ours, nor of a map.
        address = urlsplit(element.get("href", ""))
        if address.netloc != "www.openstreetmap.org" and (address.netloc or address.scheme in ("mailto", "sms")):
            yield from (value for _name, value in parse_qsl(address.query.strip("?&")))


def _json_words(data, lang):
    if isinstance(data, list):
        for item in data:
            yield from _json_words(item, lang)
    elif isinstance(data, dict):
        own = data.get("inLanguage")
        lang = own if isinstance(own, str) else lang
        for key, value in data.items():
            if isinstance(value, str) and key in JSON_LD_WORDS:
                # Names of people, organizations and places have no language there.
                yield Said(value, lang, neutral=data.get("@type") in PROPER_NAMES)
            else:
                yield from _json_words(value, lang)


def _feed(content, _language):
    root = etree.fromstring(content)
    for element in root.iter(f"{ATOM}title", f"{ATOM}subtitle", f"{ATOM}summary", f"{ATOM}content"):
        yield Said(
            element.text or "", next((step.get(XML_LANG) for step in _way_up(element) if step.get(XML_LANG)), "")
        )


def _way_up(element):
    yield element
    yield from element.iterancestors()


def _calendar(content, language):
    for component in Calendar.from_ical(content).walk():
        for name in CALENDAR_WORDS:
            value = component.get(name)
            if value is not None:
                yield Said(str(value), value.params.get("LANGUAGE", language))
