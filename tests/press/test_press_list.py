"""The press list block: automatic, picked or both, divided as staff want it, and never an empty frame."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction

from press.enums import Grouping, PressListMode
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, StandardPageFactory, publish, translate
from tests.reading import by_class, links, main, read, said, words


@pytest.fixture
def hub(site):
    return CampaignFactory(title="Sanctuary", slug="sanctuary")


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
        ClippingFactory(headline=name, campaign=hub, date=dt.date(2017, 3, 28) - dt.timedelta(days=place), **values)
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

    assert headlines(client, put(page, campaign=hub)) == ["One"]


def test_private_hub_in_the_block_does_not_break_the_page(client, hub):
    file(hub, "One")
    page = put(StandardPageFactory(), campaign=hub)
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
