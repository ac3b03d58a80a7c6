"""A large library of sample coverage can be put in and taken away again, and leaves no trace."""

import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from campaigns.models import CampaignPage, EventPage
from demo.access import ACCOUNTS
from demo.benchmark import document
from demo.generator.events import make_events, remove_events
from demo.management.commands import bench
from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.citations import as_citations
from tests.factories import CampaignFactory, ClippingFactory, UserFactory
from tests.reading import by_class, main, read, words
from tests.snapshots import _contents

pytestmark = pytest.mark.deep(postgres=True)


def generate(clippings=120, outlets=6, campaigns=3, **options):
    call_command(
        "generate_press",
        **{"clippings": clippings, "outlets": outlets, "campaigns": campaigns, "yes": True, "verbosity": 0, **options},
    )


def remove():
    call_command("generate_press", remove=True, yes=True, verbosity=0)


def contents():
    """Everything that can be told apart in the library."""
    return [
        (item.headline, item.outlet_name, item.date, item.kind, item.lang, item.url, item.gloss, item.link_state)
        for item in as_citations(Clipping.objects.published(), "en")
    ]


def test_library_is_as_large_and_as_varied_as_asked_for(site):
    generate()
    pieces = Clipping.objects.citations()

    assert pieces.count() == 120
    assert Outlet.objects.count() == 6
    assert CampaignPage.objects.count() == 3 * 2
    assert len({item.kind for item in pieces}) > 2 and len({item.language for item in pieces}) > 2
    assert pieces.filter(url="").exists() and not pieces.filter(url="").exclude(url_key="").exists()
    assert {item.locale.language_code for item in pieces} == {"en", "es"}
    carriers = Clipping.objects.carriers()
    assert carriers.exists() and all(item.locale != item.citation.locale and item.gloss for item in carriers)
    assert Link.objects.values("state").distinct().count() > 2
    assert (max(item.date for item in pieces) - min(item.date for item in pieces)).days > 365 * 5


def test_what_is_written_in_bulk_agrees_with_itself(site):
    generate()

    assert ClippingCampaign.objects.bring_in_step() == 0


def test_same_seed_makes_the_same_library(site):
    generate()
    first = contents()
    remove()
    generate()
    assert contents() == first

    remove()
    generate(seed=2)
    assert contents() != first


def test_hubs_are_pages_in_both_languages_and_show_their_coverage(client, site):
    generate()
    hubs = CampaignPage.objects.filter(locale__language_code="en")
    hub = max(hubs, key=lambda page: Clipping.objects.published().for_campaign(page.campaign).count())

    for page in hub.get_translations(inclusive=True):
        assert len(by_class(main(read(client, page.url)), "citation")) == 15


def test_library_is_found_by_searching(client, site):
    generate()
    headline = Clipping.objects.published().filter(language="en").first().headline
    tree = main(read(client, f"/en/press/?q={'+'.join(headline.split()[:2])}"))

    assert headline in [words(item) for item in by_class(tree, "citation__headline")]


def test_library_goes_without_a_trace(site):
    ClippingFactory(campaign=CampaignFactory().campaign, link_state="ok", gloss="Stays.")
    before = _contents()
    generate()
    remove()
    after = _contents()

    changed = {table for table in before if sorted(map(str, before[table][1])) != sorted(map(str, after[table][1]))}
    # Numbers of the next row, and of the places below the index of campaigns.
    assert changed <= {"sqlite_sequence", "wagtailcore_page"}
    assert CampaignPage.objects.count() == Clipping.objects.count() == Outlet.objects.count() == 1


def test_site_that_is_no_demo_is_left_alone(site):
    with pytest.raises(CommandError, match="--yes"):
        call_command("generate_press", clippings=1, verbosity=0)
    assert not Clipping.objects.exists()

    for name in ACCOUNTS:
        UserFactory(username=name)
    assert get_user_model().objects.count() >= len(ACCOUNTS)
    call_command("generate_press", clippings=1, outlets=1, campaigns=0, verbosity=0)
    assert Clipping.objects.citations().count() == 1


def test_second_library_is_refused(site):
    generate(clippings=1)

    with pytest.raises(CommandError, match="--remove"):
        generate()


@pytest.mark.parametrize("numbers", [{"clippings": -1}, {"outlets": 0}, {"campaigns": -1}])
def test_numbers_that_make_no_sense_are_refused(site, numbers):
    with pytest.raises(CommandError):
        generate(**numbers)


@pytest.mark.slow
def test_benchmark_prints_a_table_and_puts_the_library_away_again(site):
    for name in ACCOUNTS:
        UserFactory(username=name, is_superuser=True)
    table = io.StringIO()
    call_command("bench", press=True, sizes="60", runs=1, stdout=table)
    lines = table.getvalue().splitlines()

    assert lines[0] == "|  | queries | 60: ms |"
    assert any(re.match(r"\| newsroom \| \d+ ", line) for line in lines)
    assert any(line.startswith("| admin: clippings | 1") for line in lines)
    assert not Clipping.objects.exists() and not Outlet.objects.exists()


@pytest.mark.slow
def test_benchmark_of_growth_writes_its_table_and_puts_everything_away_again(site, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(bench, "GROWTH", (1, 3))
    settings.BASE_DIR = tmp_path
    file = tmp_path / document.DOCUMENT
    file.parent.mkdir()
    file.write_text("Before.\n\n<!-- bench: growth -->\nold\n<!-- end -->\n\nAfter.\n", encoding="utf-8")
    for name in ACCOUNTS:
        UserFactory(username=name, is_superuser=True)
    pages = Page.objects.count()
    table = io.StringIO()
    call_command("bench", growth=True, write=True, runs=1, stdout=table)

    assert table.getvalue().startswith(
        "| 1×: 10 clippings and 10 events | queries | 1×: processor ms | 3×: processor ms |\n"
    )
    assert re.search(r"^\| events \| \d+ \|", table.getvalue(), re.MULTILINE)
    expected = f"Before.\n\n<!-- bench: growth -->\n\n{table.getvalue()}\n<!-- end -->\n\nAfter.\n"
    assert file.read_text(encoding="utf-8") == expected
    assert not Clipping.objects.exists() and Page.objects.count() == pages
    assert not any(Page.find_problems())


def test_sample_events_are_events_like_others(site, client):
    make_events(60)
    assert "meeting 60" in client.get("/en/events/").content.decode()
    assert "meeting 40" in client.get("/en/events/?when=past").content.decode()
    assert client.get("/en/events/generated-event-60/").status_code == 200
    assert not any(Page.find_problems())
    remove_events()
    assert not EventPage.objects.exists() and not any(Page.find_problems())
