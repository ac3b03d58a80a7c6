"""The demo's content is whole, in step in both languages, and points only at things that exist. No database here."""

import calendar
import datetime as dt
import re
from operator import itemgetter
from zoneinfo import ZoneInfo

import pytest

from demo.content.alts import IMAGE_ALTS
from demo.content.chrome import FOOTER, NAVIGATION, ORGANIZATION
from demo.content.content import PAGES
from demo.content.document_texts import DOCUMENTS
from demo.content.press import CLIPPINGS, OUTLETS, SANCTUARY_CLIPPINGS
from demo.content.text import R, T
from demo.loader.pages import days_of

BY_KEY = {page["key"]: page for page in PAGES}
UNTRANSLATED = {key for key, page in BY_KEY.items() if page.get("state") == "untranslated"}
EVERYTHING = [*PAGES, *CLIPPINGS, *DOCUMENTS.values(), *IMAGE_ALTS.values(), NAVIGATION, FOOTER, ORGANIZATION]

#: Block -> (fields it must have, fields it may have).
BLOCKS = {
    "quote": ({"text"}, {"attribution", "role"}),
    "image": ({"image", "decorative"}, {"alt_text", "caption"}),
    "facts": ({"items"}, {"heading"}),
    "resources": ({"items"}, {"heading"}),
    "timeline": ({"items"}, {"heading"}),
    "faq": ({"items"}, {"heading"}),
    "steps_cards": ({"items"}, {"heading", "introduction"}),
    "follow": ({"heading"}, {"text"}),
    "press_list": (
        {"mode", "picked", "limit", "group_by"},
        {"heading", "introduction", "campaign", "link_label"},
    ),
    "news": ({"heading", "scope", "limit"}, {"link_label"}),
    "actions": ({"numbered", "items"}, {"heading", "introduction"}),
    "events": ({"heading", "scope", "limit"}, {"link_label"}),
    "campaign_teaser": ({"campaign", "link_label"}, {"heading", "text"}),
    "campaigns": (set(), {"heading"}),
    "endorsers": ({"items"}, {"heading"}),
    "press_kit": ({"heading", "items"}, {"introduction"}),
}
ACTIONS = {
    "link": ({"title", "button_label", "page"}, {"text", "time_needed"}),
    "call": ({"title", "phone", "script", "button_label"}, {"text", "time_needed", "callee"}),
    "email": ({"title", "to", "subject", "message", "button_label"}, {"text", "time_needed"}),
    "share": ({"title", "message", "channels"}, {"text"}),
    "download": ({"title", "document", "button_label"}, {"text"}),
    "attend": ({"event", "button_label"}, {"title", "text"}),
}
ITEMS = {
    "facts": ({"value", "label"}, set()),
    "resources": ({"title"}, {"description", "document", "url"}),
    "timeline": ({"date", "title"}, {"text"}),
    "faq": ({"question", "answer"}, set()),
    "steps_cards": ({"title", "text"}, set()),
    "endorsers": ({"name"}, {"role", "place"}),
    "press_kit": ({"title"}, {"description", "document", "image"}),
}


def walk(value):
    """Every value inside a value, depth first, the value itself first."""
    yield value
    if isinstance(value, dict):
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from walk(item)


def pairs(value):
    """(English, Spanish) of every text and rich text block inside a value."""
    for item in walk(value):
        if isinstance(item, T):
            yield item.en, item.es
        elif isinstance(item, R):
            yield from item.blocks


def plain(value):
    """Every string inside a value that is the same in both languages."""
    return [item for item in walk(value) if isinstance(item, str)]


def words(html):
    return re.sub(r"<[^>]+>", " ", html)


def blocks(kind=None):
    return [(key, block) for page in PAGES for key, block in page.get("body", []) if kind in (None, key)]


def fits(fields, schema):
    required, optional = schema
    return required <= fields <= required | optional


def test_keys_are_unique():
    for things in (PAGES, CLIPPINGS):
        keys = [thing["key"] for thing in things]
        assert len(keys) == len(set(keys))


def test_parents_come_before_their_children():
    seen = set()
    for page in PAGES:
        assert page["parent"] is None or page["parent"] in seen, page["key"]
        seen.add(page["key"])


@pytest.mark.parametrize("thing", EVERYTHING, ids=lambda thing: getattr(thing, "en", None) or str(thing.get("key", "")))
def test_every_text_is_there_in_both_languages(thing):
    untranslated = isinstance(thing, dict) and thing.get("state") == "untranslated"
    for english, spanish in pairs(thing):
        assert english.strip() == english and english
        assert spanish.strip() == spanish
        assert bool(spanish) is not untranslated, english


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["key"])
def test_rich_texts_have_the_same_structure(page):
    for item in walk(page):
        if isinstance(item, R):
            for english, spanish in item.blocks:
                if page["key"] in UNTRANSLATED:
                    continue
                assert re.findall(r"</?[a-z][a-z0-9]*", english) == re.findall(r"</?[a-z][a-z0-9]*", spanish)
                assert re.findall(r'href="([^"]*)"', english) == re.findall(r'href="([^"]*)"', spanish)
                assert re.match(r"<(p|h2|h3|ul|ol)>", english)


def test_exactly_one_page_of_each_special_state():
    assert sorted(page["state"] for page in PAGES if "state" in page) == ["behind", "spanish-first", "untranslated"]
    (behind,) = (page for page in PAGES if page.get("state") == "behind")
    assert behind["later_title"] != behind["title"].en
    assert behind["later_summary"] != behind["summary"].en


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("field", ["title", "summary", "search_description"])
def test_titles_summaries_and_descriptions_are_unique(field, language):
    texts = [getattr(page[field], language) for page in PAGES if language == "en" or page["key"] not in UNTRANSLATED]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["key"])
def test_texts_are_short_enough(page):
    for language in ("en", "es"):
        assert len(getattr(page["title"], language)) <= 60
        assert len(getattr(page["search_description"], language)) <= 155
        assert len(getattr(page["summary"], language)) <= 160
        for block in page.get("key_facts", []):
            assert len(getattr(block[1]["value"], language)) <= 24
    assert len(page.get("key_facts", [])) <= 4


@pytest.mark.parametrize("language", ["en", "es"])
def test_addresses_are_clean_and_unique_among_siblings(language):
    taken = set()
    for page in PAGES:
        slug = getattr(page["slug"], language)
        if language == "es" and page["key"] in UNTRANSLATED:
            continue
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert (page["parent"], slug) not in taken
        taken.add((page["parent"], slug))


def test_known_english_addresses():
    assert {
        key: BY_KEY[key]["slug"].en for key in ("campaigns", "hub-sanctuary", "hub-janus", "press", "news", "events")
    } == {
        "campaigns": "campaigns",
        "hub-sanctuary": "seeking-sanctuary",
        "hub-janus": "janus-v-afscme",
        "press": "press",
        "news": "news",
        "events": "events",
    }


def test_references_resolve():
    known = {
        "page": set(BY_KEY),
        "clipping": {clipping["key"] for clipping in CLIPPINGS},
        "image": set(IMAGE_ALTS),
        "document": set(DOCUMENTS),
        "demo": set(BY_KEY),
    }
    html = " ".join(text for thing in EVERYTHING for pair in pairs(thing) for text in pair)
    references = [
        text for thing in EVERYTHING for text in plain(thing) if re.match(r"(page|clipping|image|document):", text)
    ]
    references += re.findall(r'href="(demo:[^"]+)"', html)
    for reference in references:
        kind, _, key = reference.partition(":")
        assert key in known[kind], reference
        assert key not in UNTRANSLATED, "a Spanish page would point at nothing"
    assert {clipping["outlet"] for clipping in CLIPPINGS} == set(OUTLETS)


def test_every_kind_of_block_and_action_is_used():
    assert {key for key, _ in blocks()} == {"text", *BLOCKS}
    assert {kind for _, block in blocks("actions") for kind, _ in block["items"]} == set(ACTIONS)
    assert {block["mode"] for _, block in blocks("press_list")} == {"automatic", "picked", "both"}
    assert {block["group_by"] for _, block in blocks("press_list")} == {"none", "day", "outlet", "language"}


def test_blocks_have_the_fields_of_their_kind():
    for key, block in blocks():
        if key == "text":
            assert isinstance(block, R)
            continue
        assert fits(set(block), BLOCKS[key]), (key, set(block))
        for item in block.get("items", []):
            if key == "actions":
                assert fits(set(item[1]), ACTIONS[item[0]]), item[0]
            else:
                assert fits(set(item), ITEMS[key]), key
            if key == "resources":
                assert ("document" in item) != ("url" in item)
            if key == "press_kit":
                assert ("document" in item) != ("image" in item)
        if key == "image":
            assert block["decorative"] or block["alt_text"]


def test_the_thirteen_clippings():
    assert len(SANCTUARY_CLIPPINGS) == 13
    assert [clipping["language"] for clipping in SANCTUARY_CLIPPINGS].count("es") == 1
    dates = [clipping["date"] for clipping in SANCTUARY_CLIPPINGS]
    assert dates == sorted(dates, reverse=True)
    assert [dates.count(day) for day in ("2017-03-29", "2017-03-28", "2017-03-27")] == [1, 6, 6]
    assert sum(bool(clipping["url"]) for clipping in SANCTUARY_CLIPPINGS) == 3
    printed = " ".join(clipping["headline"] + OUTLETS[clipping["outlet"]]["name"] for clipping in SANCTUARY_CLIPPINGS)
    assert "Unvision" not in printed and "surges" not in printed


def test_headlines_and_glosses_are_typographic_and_short():
    for clipping in CLIPPINGS:
        assert not re.search(r"['\"]", clipping["headline"])
        if clipping["gloss"]:
            assert len(clipping["gloss"].en.split()) <= 12
            assert len(clipping["gloss"].es.split()) <= 12


def test_quotes_are_typographic_everywhere():
    for thing in EVERYTHING:
        for pair in pairs(thing):
            for text in pair:
                assert not re.search(r"['\"«»]", words(text)), text


def test_the_janus_hub_leads_with_two_numbered_actions():
    key, block = BY_KEY["hub-janus"]["body"][0]
    assert key == "actions" and block["numbered"] and len(block["items"]) == 2


def test_the_order_of_the_sanctuary_hub():
    order = [key for key, _ in BY_KEY["hub-sanctuary"]["body"]]
    assert order[:5] == ["actions", "press_list", "news", "campaign_teaser", "events"]
    assert order[-1] == "follow"


def test_phone_numbers_and_mailboxes_are_fictional():
    texts = [text for thing in EVERYTHING for pair in pairs(thing) for text in pair]
    texts += [text for thing in EVERYTHING for text in plain(thing)]
    for text in texts:
        for number in re.findall(r"\b\d{3}-\d{3}-\d{4}\b", text):
            assert re.fullmatch(r"\d{3}-555-01\d\d", number)
        for host in re.findall(r"[\w.]+@([\w.]*\w)", text):
            assert host == "example.org"


def test_event_times_and_zones():
    events = [page for page in PAGES if page["type"] == "campaigns.EventPage"]
    for event in events:
        ZoneInfo(event["time_zone"])
        when = event["when"]
        assert event["all_day"] is ("time" not in when)
        assert when.get("time", "") <= when.get("end_time", "")
        assert event["mode"] == "in_person" or event["online_url"]
        assert event["status"] == "scheduled" or event["status_note"]
    assert len({event["time_zone"] for event in events}) >= 4
    assert {"scheduled", "moved", "cancelled"} == {event["status"] for event in events}


def test_history_keeps_its_days():
    for page in PAGES:
        when = page.get("when", {})
        if "date" in when:
            first, last = days_of(when, dt.date(2028, 2, 29))
            assert first == dt.date.fromisoformat(when["date"]) and last.year <= 2019
            assert last.isoformat() == when.get("end_date", when["date"])


#: Every day of four years: ends of months and years, a leap day, and the days on which clocks change.
DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(4 * 365 + 1)]
INVENTED = [page for page in PAGES if "days" in page.get("when", {})]


def test_whenever_it_is_loaded_events_are_ahead_in_the_same_order():
    whens = sorted((page["when"] for page in INVENTED if page["type"] == "campaigns.EventPage"), key=itemgetter("days"))
    for today in DAYS:
        days = [days_of(when, today) for when in whens]
        starts = [first for first, _last in days]
        # In the zone that is furthest ahead of the site's, it is already tomorrow.
        assert starts == sorted(set(starts)) and today + dt.timedelta(days=7) < starts[0]
        assert starts[-1] <= today + dt.timedelta(days=70)
        assert all(
            (last - first).days == when.get("lasts", 1) - 1 for when, (first, last) in zip(whens, days, strict=True)
        )


def test_whenever_it_is_loaded_news_is_recent_and_the_embargo_ahead():
    news = [page["when"] for page in INVENTED if page["type"] == "press_newsroom.NewsPage"]
    for today in DAYS:
        ago = [(today - days_of(when, today)[0]).days for when in news if "embargo" not in when]
        assert ago and all(5 < days < 30 for days in ago)
        (ends,) = [days_of(when, today)[0] for when in news if "embargo" in when]
        assert 7 <= (ends - today).days < 14


def test_whenever_it_is_loaded_nothing_is_at_an_odd_hour_or_on_an_odd_day():
    for page in INVENTED:
        when = page["when"]
        hours = [when[name] for name in ("time", "end_time", "embargo") if name in when]
        assert all("09:00" <= hour <= "21:00" for hour in hours)
        for today in DAYS:
            first, last = days_of(when, today)
            assert first.weekday() == when["weekday"] and calendar.SUNDAY not in (first.weekday(), last.weekday())
            zone = ZoneInfo(page.get("time_zone", "America/New_York"))
            for hour in hours:  # no clock skips it
                moment = dt.datetime.combine(first, dt.time.fromisoformat(hour), tzinfo=zone)
                assert moment.astimezone(dt.UTC).astimezone(zone) == moment and moment.fold == 0


ENGLISH = re.compile(r"\b(the|and|with|from|your|you|of|for|what|this|are|is)\b", re.IGNORECASE)
SPANISH = re.compile(r"\b(el|los|las|con|para|que|una|qué|sus|del|por|y)\b", re.IGNORECASE)


def test_no_language_is_left_in_the_other():
    for thing in EVERYTHING:
        for english, spanish in pairs(thing):
            assert not SPANISH.search(words(english)), english
            assert not ENGLISH.search(words(spanish)), spanish


def test_english_spells_cancelled_with_two_l():
    assert not any(re.search(r"\bcanceled\b", text) for thing in EVERYTHING for pair in pairs(thing) for text in pair)
