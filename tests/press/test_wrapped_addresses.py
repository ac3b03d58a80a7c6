"""Wrapped links say who was sent them: they are undone before anything is stored."""

import pytest

from press.imports.create_import import from_address, from_paste
from press.wrapped_addresses import unwrap_all, unwrapped
from tests.press.imports.helpers import english

STORY = "https://daily.example/story?a=1"
SAFE = (
    "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fdaily.example%2Fstory%3Fa%3D1"
    "&data=05%7C01%7Cana%40example.org&reserved=0"
)


@pytest.mark.parametrize(
    "wrapped",
    [
        SAFE,
        SAFE.replace("&", "&amp;"),
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__daily.example_story-3Fa-3D1&d=Dw&r=ana&e=",
        "https://urldefense.com/v3/__https://daily.example/story?a=1__;!!AbC!def$",
        "https://urldefense.com/v3/__https:/daily.example/story*a=1__;Pw!!AbC!def$",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fdaily.example%2Fstory%3Fa%3D1&h=AT0",
        "https://www.google.com/url?rct=j&sa=t&url=https://daily.example/story%3Fa%3D1&ct=ga&usg=x",
        "https://www.google.com/amp/s/daily.example/story?a=1",
        "https://daily-example.cdn.ampproject.org/c/s/daily.example/story?a=1",
        "https://l.facebook.com/l.php?u=" + SAFE.replace("%", "%25").replace(":", "%3A").replace("&", "%26"),
    ],
)
def test_wrapped_address_is_the_one_it_leads_to(wrapped):
    assert unwrapped(wrapped) == STORY
    assert unwrap_all(f"A story <{wrapped}>, and more") == f"A story <{STORY}>, and more"


@pytest.mark.parametrize(
    "address",
    [
        *(STORY, "", "https://", "https://[", "https://www.google.com/search?q=https://daily.example/"),
        "https://urldefense.com/v3/__https://daily.example/*__;w!!AbC!def$",
        "https://l.facebook.com/l.php?u=javascript%3Aalert(1)",
    ],
)
def test_every_other_address_stays(address):
    assert unwrapped(address) == address


BROKEN = f"> {SAFE[:64]}\n> {SAFE[64:128]}\n> {SAFE[128:]}"


def test_address_that_a_mail_program_broke_at_the_ends_of_its_lines_is_whole_again():
    assert unwrap_all(f"> A story\n{BROKEN}\n> Another") == f"> A story\n> {STORY}\n> Another"


@pytest.mark.parametrize(
    "after",
    [
        *("Politico", "5-3-2017", "5/3", "14-oct-2025", "daily.example/another", "another.example", "- Another story"),
        *("https://daily.example/", "", "AP/Univision", "yesterday"),
    ],
)
def test_what_follows_an_address_is_not_taken_for_its_end(after):
    text = f"https://daily.example/2017/05/03/harbor-towns-agree-on-a-long-plan-for-all/\n{after}\n"
    assert unwrap_all(text) == text


@pytest.mark.django_db
@pytest.mark.usefixtures("outlets")
@pytest.mark.parametrize("address", [SAFE, BROKEN], ids=["whole", "broken"])
def test_nothing_of_the_recipient_is_stored(address):
    pasted = from_paste(f"Harbor towns agree on a plan\nValley Courier, 3.28.2017\n{address}", locale=english())
    given = from_address(SAFE, "Harbor towns agree on a plan", "", locale=english())
    for press_import in (pasted, given):
        row = press_import.rows.get()
        assert row.url == STORY
        assert "ana%40" not in row.raw + press_import.text + press_import.title
