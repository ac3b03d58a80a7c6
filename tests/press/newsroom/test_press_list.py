"""The press list block: automatic, picked or both, divided as staff want it, and never an empty frame."""

import datetime as dt
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import PageViewRestriction, ReferenceIndex
from wagtail_localize.segments.extract import extract_segments

from press.newsroom.blocks import PressListBlock
from press.newsroom.enums import Grouping, PressListMode
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    OutletFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)
from tests.reading import by_class, links, main, read, said, words


def make_hub():
    return CampaignFactory(title="Sanctuary", slug="sanctuary")


@pytest.fixture(scope="module")
def kept_hub(on_the_site):
    return on_the_site(make_hub)


@pytest.fixture
def hub(site, kept_hub):
    return kept_hub.anew()


def put(page, **values):
    """Give `page` one press list and publish it."""
    page.body = [("press_list", {"mode": PressListMode.AUTOMATIC, "group_by": Grouping.NONE, **values})]
    publish(page)
    return page


def headlines(client, page):
    return [words(item) for item in by_class(main(read(client, page.url)), "citation__headline")]


def file(hub, *names, **values):
    """Clippings of a hub, the first the newest."""
    return [
        ClippingFactory(
            headline=name, campaign=hub.campaign, date=dt.date(2017, 3, 28) - dt.timedelta(days=place), **values
        )
        for place, name in enumerate(names)
    ]


def test_automatic_list_shows_the_clippings_of_the_hub_newest_first(client, hub):
    file(hub, "One", "Two", "Three")
    file(CampaignFactory(), "Of another campaign")
    ClippingFactory(headline="Of no campaign")

    assert headlines(client, put(hub)) == ["One", "Two", "Three"]


def test_hub_in_any_language_counts(client, hub):
    spanish = translate(put(hub))
    file(spanish, "Filed under the Spanish hub")
    file(hub, "Filed under the English hub")

    for page in (hub, spanish):
        assert sorted(headlines(client, page)) == ["Filed under the English hub", "Filed under the Spanish hub"]


def test_picked_clippings_stand_in_the_order_of_the_hand(client, hub):
    one, two, three = file(hub, "One", "Two", "Three")

    assert headlines(client, put(hub, mode=PressListMode.PICKED, picked=[three, one])) == ["Three", "One"]
    assert two.pk


def test_picked_ones_come_first_and_once_where_the_others_follow(client, hub):
    _one, _two, three = file(hub, "One", "Two", "Three")

    assert headlines(client, put(hub, mode=PressListMode.BOTH, picked=[three, three])) == ["Three", "One", "Two"]


@pytest.mark.parametrize("mode", [PressListMode.AUTOMATIC, PressListMode.BOTH])
def test_list_stops_at_its_limit(client, hub, mode):
    one, *_others = file(hub, "One", "Two", "Three", "Four")

    assert headlines(client, put(hub, mode=mode, limit=2, picked=[one])) == ["One", "Two"]


def test_picked_list_stops_at_its_limit(client, hub):
    picked = file(hub, "One", "Two", "Three")

    assert headlines(client, put(hub, mode=PressListMode.PICKED, limit=2, picked=picked)) == ["One", "Two"]


def groups(client, page):
    tree = main(read(client, page.url))
    return {
        words(group.find("h2") if group.find("h2") is not None else group.find("h3")): [
            words(item) for item in by_class(group, "citation__headline")
        ]
        for group in by_class(tree, "press-group")
    }


def test_list_is_divided_by_day(client, hub):
    file(hub, "One", "Two")
    spanish = translate(put(hub, group_by=Grouping.DAY))

    assert groups(client, hub) == {"March 28, 2017": ["One"], "March 27, 2017": ["Two"]}
    assert groups(client, spanish) == {"28 de marzo de 2017": ["One"], "27 de marzo de 2017": ["Two"]}


def test_list_is_divided_by_outlet(client, hub):
    herald, times = OutletFactory(name="The Herald"), OutletFactory(name="The Times")
    file(hub, "One", "Two", outlet=herald)
    file(hub, "Three", outlet=times)

    assert groups(client, put(hub, group_by=Grouping.OUTLET)) in (
        {"The Herald": ["One", "Two"], "The Times": ["Three"]},
        {"The Times": ["Three"], "The Herald": ["One", "Two"]},
    )


def test_list_is_divided_by_language(client, hub):
    file(hub, "Reacción", language="es")
    file(hub, "Reaction", language="en")
    spanish = translate(put(hub, group_by=Grouping.LANGUAGE))

    assert groups(client, hub) == {"English": ["Reaction"], "Spanish": ["Reacción"]}
    assert groups(client, spanish) == {"Inglés": ["Reaction"], "Español": ["Reacción"]}


def test_headline_in_another_language_is_marked(client, hub):
    file(hub, "Reacción", language="es")
    spanish = translate(put(hub))

    assert main(read(client, hub.url)).xpath(".//a[@lang='es']/text()") == ["Reacción"]
    assert main(read(client, spanish.url)).xpath(".//a[@lang]") == []


def test_block_can_show_another_hub(client, hub):
    file(hub, "One")
    page = StandardPageFactory()

    assert headlines(client, put(page, campaign=hub.campaign)) == ["One"]


def test_private_hub_in_the_block_does_not_break_the_page(client, hub):
    file(hub, "One")
    page = put(StandardPageFactory(), campaign=hub.campaign)
    PageViewRestriction.objects.create(page=hub, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(page.url).status_code == 200


def test_on_a_page_of_no_campaign_the_automatic_list_is_left_out(client, hub):
    file(hub, "One")
    tree = main(read(client, put(StandardPageFactory(), heading="In the press").url))

    assert "In the press" not in [words(heading) for heading in tree.xpath(".//h2")]


@pytest.mark.parametrize("fate", ["deleted", "unpublished"])
def test_clipping_that_is_gone_leaves_the_others(client, hub, fate):
    one, two = file(hub, "One", "Two")
    page = put(hub, mode=PressListMode.PICKED, picked=[one, two])
    if fate == "deleted":
        one.delete()
    else:
        one.unpublish()

    assert headlines(client, page) == ["Two"]


def test_list_of_which_nothing_is_left_has_no_heading(client, hub):
    (one,) = file(hub, "One")
    page = put(hub, mode=PressListMode.PICKED, picked=[one], heading="In the press")
    one.delete()

    assert by_class(main(read(client, page.url)), "press-group") == []
    assert main(read(client, page.url)).xpath(".//h2[text()='In the press']") == []


def preview(page):
    """What staff see beside the editor."""
    return page.make_preview_request().render().content.decode()


def test_staff_see_in_the_preview_what_is_missing(client, hub):
    one, two = file(hub, "One", "Two")
    page = put(hub, mode=PressListMode.PICKED, picked=[one, two])
    one.delete()
    page.refresh_from_db()
    note = said("en", "Some of the picked clippings were deleted or are not published.")

    assert note in preview(page)
    assert note not in client.get(page.url).content.decode()


def test_staff_are_told_to_choose_a_campaign(site):
    page = put(StandardPageFactory())

    assert said("en", "This page belongs to no campaign: choose one in the block.") in preview(page)


def test_link_to_the_newsroom_keeps_to_the_campaign(client, hub):
    file(hub, "One")
    spanish = translate(put(hub, link_label="All coverage"))

    assert links(main(read(client, hub.url)))["All coverage"] == "/en/press/?campaign=sanctuary"
    (link,) = [url for text, url in links(main(read(client, spanish.url))).items() if "All coverage" in text]
    assert link == f"/es/prensa/?campaign={spanish.slug}"
    assert headlines_at(client, link) == ["One"]


def headlines_at(client, path):
    return [words(item) for item in by_class(main(read(client, path)), "citation__headline")]


def test_without_a_label_there_is_no_link(client, hub):
    file(hub, "One")

    assert not any("press" in url for url in links(main(read(client, put(hub).url))).values() if url.startswith("/"))


# --- Only some of the coverage ---


def make_library(hub):
    """Coverage of all kinds, one piece a month, the newest first."""
    herald, voz = OutletFactory(name="The Herald"), OutletFactory(name="La Voz")
    pieces = [
        ("Today on air", herald, "radio", "en", dt.date(2017, 5, 2)),
        ("Hoy en la radio", voz, "radio", "es", dt.date(2017, 4, 2)),
        ("In the paper", herald, "article", "en", dt.date(2017, 3, 28)),
        ("En el diario", voz, "article", "es", dt.date(2017, 3, 28)),
        ("What I think", herald, "opinion", "en", dt.date(2017, 2, 2)),
    ]
    return {
        headline: ClippingFactory(
            headline=headline, outlet=outlet, kind=kind, language=language, date=date, campaign=hub.campaign
        )
        for headline, outlet, kind, language, date in pieces
    }


@pytest.fixture(scope="module")
def kept_library(on_the_site, kept_hub):
    return on_the_site(lambda: make_library(kept_hub.anew()))


@pytest.fixture
def library(hub, kept_library):
    return kept_library.anew()


def outlet(library, headline):
    return library[headline].outlet_id


LIMITS = [
    ({"kinds": ["opinion"]}, ["What I think"]),
    ({"kinds": ["opinion", "radio"]}, ["Today on air", "Hoy en la radio", "What I think"]),
    ({"outlets": ["Hoy en la radio"]}, ["Hoy en la radio", "En el diario"]),
    ({"languages": ["es"]}, ["Hoy en la radio", "En el diario"]),
    ({"languages": ["es", "fr"], "kinds": ["article"]}, ["En el diario"]),
    ({"from_date": dt.date(2017, 4, 2)}, ["Today on air", "Hoy en la radio"]),
    ({"to_date": dt.date(2017, 2, 2)}, ["What I think"]),
    ({"from_date": dt.date(2017, 4, 1), "to_date": dt.date(2017, 4, 30)}, ["Hoy en la radio"]),
]


def test_list_keeps_to_kinds_outlets_languages_and_period(client, hub, library):
    for limits, expected in LIMITS:
        chosen = {"outlets": [outlet(library, headline) for headline in limits.get("outlets", ())]}

        assert headlines(client, put(hub, **limits | chosen)) == expected, limits


def test_picked_clippings_are_shown_whatever_the_list_is_limited_to(client, hub, library):
    page = put(hub, mode=PressListMode.BOTH, picked=[library["What I think"]], languages=["es"], kinds=["radio"])

    assert headlines(client, page) == ["What I think", "Hoy en la radio"]


def test_filters_are_the_same_in_the_translation(client, hub, library):
    spanish = translate(put(hub, outlets=[outlet(library, "En el diario")], kinds=["article"], heading="Press"))

    assert headlines(client, spanish) == ["En el diario"]
    segments = {segment.path.rpartition(".")[2] for segment in extract_segments(hub)}
    assert "heading" in segments and not segments & {"outlets", "kinds", "languages"}


def test_date_that_stands_above_a_day_is_not_said_again(client, hub, library):
    for grouping, times in ((Grouping.DAY, 0), (Grouping.MONTH, len(library))):
        page = put(hub, group_by=grouping)

        assert len(main(read(client, page.url)).xpath(".//li//time")) == times


def test_language_of_the_visitor_comes_first(client, hub, library):
    spanish = translate(put(hub, own_language_first=True, limit=3))

    assert headlines(client, hub) == ["Today on air", "In the paper", "What I think"]
    assert headlines(client, spanish) == ["Hoy en la radio", "En el diario", "Today on air"]


def test_language_of_the_visitor_comes_first_within_each_day_and_month(client, hub, library):
    for grouping in (Grouping.DAY, Grouping.MONTH):
        page = put(hub, own_language_first=True, group_by=grouping)
        found = list(groups(client, page).values())
        assert found[0] == ["Today on air"] and found[2] == ["In the paper", "En el diario"]


def test_language_of_the_visitor_comes_first_among_the_picked(client, hub, library):
    picked = [library["En el diario"], library["What I think"], library["In the paper"]]

    assert headlines(client, put(hub, mode=PressListMode.PICKED, picked=picked, own_language_first=True)) == [
        "What I think",
        "In the paper",
        "En el diario",
    ]


def test_list_is_divided_by_month(client, hub, library):
    spanish = translate(put(hub, group_by=Grouping.MONTH))

    assert list(groups(client, hub)) == ["May 2017", "April 2017", "March 2017", "February 2017"]
    assert list(groups(client, spanish))[2] == "marzo de 2017"
    assert len(groups(client, hub)["March 2017"]) == 2


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"languages": ["es"], "kinds": ["radio"]}, {"language": ["es"], "kind": ["radio"]}),
        ({"languages": ["es", "en"], "kinds": ["radio", "tv"]}, {}),
        (
            {"from_date": dt.date(2017, 3, 1), "to_date": dt.date(2017, 5, 31)},
            {"from": ["2017-03-01"], "to": ["2017-05-31"]},
        ),
        ({"mode": PressListMode.PICKED, "languages": ["es"]}, {}),
    ],
)
def test_link_to_the_newsroom_takes_along_what_the_newsroom_can_filter_by(client, hub, library, filters, expected):
    page = put(hub, link_label="More coverage", picked=[library["In the paper"]], **filters)
    url = urlsplit(links(main(read(client, page.url)))["More coverage"])

    assert url.path == "/en/press/"
    assert parse_qs(url.query) == {"campaign": ["sanctuary"], **expected}


def test_link_to_the_newsroom_takes_along_the_outlet(client, hub, library):
    pk = outlet(library, "In the paper")
    url = links(main(read(client, put(hub, link_label="More", outlets=[pk]).url)))["More"]

    assert url == f"/en/press/?campaign=sanctuary&outlet={pk}"


def test_filters_cost_no_query(client, hub, library):
    costs = []
    for filters in ({}, {"kinds": ["radio"], "outlets": [outlet(library, "In the paper")], "own_language_first": True}):
        page = put(hub, group_by=Grouping.MONTH, **filters)
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            assert headlines(client, page)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def old_list(page):
    """What was stored before lists could be limited."""
    value = {"heading": "In the press", "mode": "automatic", "campaign": None, "picked": [], "limit": 5}
    value |= {"group_by": "day", "link_label": "", "introduction": ""}
    block = {"type": "press_list", "value": value, "id": "6d3c7d3e-2c5b-4f0a-9a53-3b5f6a5c0009"}
    page.body = page._meta.get_field("body").to_python(json.dumps([block]))
    return publish(page)


def test_list_from_before_there_were_filters_goes_on(client, hub, library):
    spanish = translate(old_list(hub))

    assert len(headlines(client, hub)) == len(headlines(client, spanish)) == 5


# --- In the editor ---


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_editor_opens_with_old_values_and_with_outlets_that_are_gone(staff, hub, library):
    edit = reverse("wagtailadmin_pages:edit", args=[hub.pk])
    old_list(hub)
    assert staff.get(edit).status_code == 200
    gone = OutletFactory()
    put(hub, outlets=[gone.pk, outlet(library, "In the paper")])
    gone.delete()

    assert "The Herald" in staff.get(edit).content.decode()


def test_chosen_outlet_is_among_what_uses_it(hub, library):
    put(hub, outlets=[outlet(library, "In the paper")])

    assert ReferenceIndex.get_references_to(library["In the paper"].outlet).filter(object_id=str(hub.pk)).exists()


def errors_of(**values):
    block = PressListBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({**block.get_default(), **values}))
    return {name: " ".join(error.messages) for name, error in refused.value.block_errors.items()}


def test_period_that_ends_before_it_begins_is_refused(db):
    errors = errors_of(from_date=dt.date(2017, 3, 28), to_date=dt.date(2017, 3, 27))

    assert errors == {"to_date": "The last day must not come before the first."}


def test_all_that_is_wrong_is_said_at_once(db):
    errors = errors_of(mode="picked", from_date=dt.date(2017, 3, 28), to_date=dt.date(2017, 3, 27))

    assert set(errors) == {"mode", "to_date"}


def test_what_the_form_sends_is_what_is_stored(db):
    outlet = OutletFactory()
    block = PressListBlock()
    sent = {
        "b-heading": "In the press", "b-mode": "automatic", "b-limit": "15", "b-group_by": "day", "b-kinds": ["tv"],
        "b-outlets-count": "1", "b-outlets-0-value": str(outlet.pk), "b-outlets-0-order": "0",
        "b-outlets-0-deleted": "", "b-outlets-0-id": "", "b-picked-count": "0", "b-languages-count": "1",
        "b-languages-0-value": "es", "b-languages-0-order": "0", "b-languages-0-deleted": "", "b-languages-0-id": "",
        "b-from_date": "2017-03-27", "b-to_date": "",
    }  # fmt: skip
    value = block.clean(
        block.value_from_datadict(
            MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in sent.items()}), {}, "b"
        )
    )
    stored = block.get_prep_value(value)

    assert [item["value"] for item in stored["outlets"]] == [outlet.pk]
    assert [item["value"] for item in stored["languages"]] == ["es"]
    assert (stored["kinds"], stored["from_date"], stored["to_date"]) == (["tv"], dt.date(2017, 3, 27), None)


def test_staff_see_why_a_limited_list_is_empty(hub, library):
    page = put(hub, kinds=["tv"])

    assert said("en", "No published clippings of the campaign fit what this list is limited to.") in preview(page)


def test_staff_see_that_an_outlet_is_gone(hub, library):
    gone = OutletFactory()
    page = put(hub, outlets=[gone.pk, outlet(library, "In the paper")])
    gone.delete()

    assert said("en", "Some of the outlets that this list is limited to were deleted.") in preview(page)


def test_the_form_shows_the_campaign_that_is_chosen(hub):
    """A browser takes the state of a select as a list of values, and shows an error instead of the field otherwise."""
    block = PressListBlock().child_blocks["campaign"]

    assert block.get_form_state(None) == [""]
    assert block.get_form_state(hub.campaign) == [str(hub.campaign.pk)]
