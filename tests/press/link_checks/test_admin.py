"""Press → Links: staff see what needs them, say what they saw, and take over new addresses and archive copies."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from press.enums import LinkState
from press.fetching import rate_limit
from press.link_checks.admin import viewsets as screens
from press.link_checks.models import Link, LinkCheck
from press.link_checks.overrides import override
from press.link_checks.run import check_links
from press.models import Clipping
from site_project.users.groups import EDITORS, PUBLISHERS, translators
from tests.factories import ClippingFactory, UserFactory, translate

NEW = "https://daily.example/2017/thirty-cities-say-no-123456"


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(rate_limit, "PAUSE", 0.0)


def browser(group=None, **fields):
    client = Client()
    client.user = UserFactory(group=group, **fields)
    client.force_login(client.user)
    return client


@pytest.fixture
def editor(site):
    return browser(EDITORS)


@pytest.fixture
def publisher(site):
    return browser(PUBLISHERS)


def link_of(state="unknown", reason="", *, days=40, **fields):
    """The link of a new clipping, in a state for `days` days."""
    values = {name: fields.pop(name) for name in ("needs_person", "final_url", "status_code") if name in fields}
    clipping = ClippingFactory(**fields)
    then = timezone.now() - dt.timedelta(days=days)
    Link.objects.filter(clipping=clipping).update(
        state=state, reason=reason, since=then, checked_at=timezone.now(), **values
    )
    LinkCheck.objects.create(link=clipping.link, checked_at=then, state=state, reason=reason)
    return Link.objects.get(clipping=clipping)


def page(client, need="person", **query):
    response = client.get(reverse("press_links:index"), {"need": need, **query})
    assert response.status_code == 200
    return response.content.decode()


def listed(client, need="person"):
    response = client.get(reverse("press_links:index"), {"need": need})
    return list(response.context["object_list"])


def act(client, do, *links):
    data = {"do": do, "link": [link.pk for link in links], "next": reverse("press_links:index")}
    response = client.post(reverse("press_links:act"), data, follow=True)
    assert response.status_code == 200
    for link in links:
        link.refresh_from_db()
    return [str(message).strip() for message in response.context["messages"]]


def detail(link):
    return reverse("press_links:detail", args=[link.pk])


def test_each_link_is_in_the_lists_that_it_belongs_to(editor):
    home = link_of("unknown", "home_page", days=1, needs_person=True)
    dead = link_of("dead", "not_found", needs_person=True)
    moved = link_of("moved", "moved", final_url=NEW)
    paywall = link_of("paywall", "marked")
    blocked = link_of("unknown", "forbidden", days=40)
    link_of("unknown", "timeout", days=3)
    link_of("ok")

    assert set(listed(editor)) == {home, dead}
    assert listed(editor, "dead") == [dead]
    assert listed(editor, "moved") == [moved]
    assert listed(editor, "paywall") == [paywall]
    assert listed(editor, "unknown") == [blocked]
    assert set(listed(editor, "nonsense")) == {home, dead}


def test_list_says_what_is_wrong_and_since_when(editor):
    link = link_of("unknown", "home_page", days=2, needs_person=True)
    text = page(editor)

    assert link.clipping.headline in text and link.clipping.outlet.name in text and link.url in text
    assert "leads to the home page of the outlet" in text
    assert f"{timezone.localtime(link.since):%Y}" in text


def test_moved_links_are_ticked_from_the_start_and_no_others(editor):
    link_of("moved", "moved", final_url=NEW, needs_person=True)

    assert NEW in page(editor, "moved") and page(editor, "moved").count(" checked>") == 1
    assert " checked>" not in page(editor)


def test_empty_list_says_so(editor):
    assert "There is nothing in this list." in page(editor)


def test_detail_shows_the_history_of_a_link(editor):
    link = link_of("dead", "not_found", status_code=404)
    LinkCheck.objects.create(link=link, checked_at=timezone.now() - dt.timedelta(days=90), state="ok", status_code=200)
    text = editor.get(detail(link)).content.decode()

    assert "works (200)" in text
    assert text.count("there is no such page (404)") == 2


@pytest.mark.parametrize(("do", "state"), [("ok", "ok"), ("dead", "dead"), ("paywall", "paywall")])
def test_what_a_person_says_holds_for_half_a_year(editor, outlets, do, state):
    link = link_of("unknown", "home_page", needs_person=True)
    assert act(editor, do, link) == ["Your decision is noted for 1 link."]

    assert (link.state, link.reason, link.needs_person) == (state, "person", False)
    assert link.decided_by == editor.user and link.decided_at
    assert link.next_check_at > timezone.now() + dt.timedelta(days=179)
    latest = link.checks.first()
    assert (latest.state, latest.reason, latest.decided_by) == (state, "person", editor.user)
    assert link not in listed(editor)
    assert "Decided by hand" in editor.get(detail(link)).content.decode()


def test_visitors_see_at_once_what_was_decided(editor, outlets, client):
    link = link_of("unknown", "home_page", needs_person=True)
    act(editor, "dead", link)

    assert link.url not in client.get("/en/press/").content.decode()


def test_link_that_somebody_calls_dead_gets_its_archive_copy(editor, outlets):
    link = link_of("unknown", "home_page", needs_person=True, url="http://daily.example/archived")
    act(editor, "dead", link)

    assert Clipping.objects.get(pk=link.clipping_id).archive_url.startswith("https://web.archive.org/")


def test_several_links_are_dealt_with_at_once(editor):
    links = [link_of("unknown", "section", needs_person=True) for _number in range(3)]

    assert act(editor, "ok", *links[:2]) == ["Your decision is noted for 2 links."]
    assert [link.state for link in links[:2]] == ["ok", "ok"]
    assert listed(editor) == links[2:]


def test_publisher_takes_new_addresses(publisher, client):
    links = [link_of("moved", "moved", final_url=f"{NEW}{number}") for number in range(2)]
    assert act(publisher, "take", *links) == ["2 clippings were changed and published."]

    for link in links:
        clipping = Clipping.objects.get(pk=link.clipping_id)
        assert clipping.url.startswith(NEW) and not clipping.has_unpublished_changes
        assert clipping.get_latest_revision_as_object().url == clipping.url
        assert (link.url, link.state) == (clipping.url, "unknown")
    assert NEW in client.get("/en/press/").content.decode()
    assert listed(publisher, "moved") == []


def test_editor_takes_a_new_address_as_a_draft(editor):
    link = link_of("moved", "moved", final_url=NEW)
    before = link.url
    (message,) = act(editor, "take", link)

    clipping = Clipping.objects.get(pk=link.clipping_id)
    assert "as a draft" in message
    assert clipping.url == before and clipping.has_unpublished_changes
    assert clipping.get_latest_revision_as_object().url == NEW
    assert (link.url, link.state) == (before, "moved")


def test_taking_a_new_address_publishes_nobody_elses_draft(publisher):
    link = link_of("moved", "moved", final_url=NEW)
    clipping = Clipping.objects.get(pk=link.clipping_id)
    clipping.headline = "Not for visitors yet"
    clipping.save_revision()
    (message,) = act(publisher, "take", link)

    clipping = Clipping.objects.get(pk=link.clipping_id)
    assert "as a draft" in message and clipping.headline != "Not for visitors yet"
    draft = clipping.get_latest_revision_as_object()
    assert (draft.headline, draft.url) == ("Not for visitors yet", NEW)


def test_locked_clipping_is_left_alone(publisher):
    link = link_of("moved", "moved", final_url=NEW)
    Clipping.objects.filter(pk=link.clipping_id).update(locked=True, locked_by=UserFactory(), locked_at=timezone.now())
    (message,) = act(publisher, "take", link)

    assert "locked" in message
    assert Clipping.objects.get(pk=link.clipping_id).url == link.url


def test_address_that_somebody_is_changing_is_left_alone(publisher):
    link = link_of("moved", "moved", final_url=NEW)
    clipping = Clipping.objects.get(pk=link.clipping_id)
    clipping.url = "https://daily.example/what-an-editor-found"
    clipping.save_revision()
    (message,) = act(publisher, "take", link)

    assert "being changed already" in message
    assert Clipping.objects.get(pk=link.clipping_id).get_latest_revision_as_object().url.endswith("editor-found")


def test_taking_a_new_address_from_a_link_that_has_none(publisher):
    (message,) = act(publisher, "take", link_of("dead", "gone"))

    assert "there is no new one" in message


def test_archive_copy_that_staff_found(publisher, client):
    link = link_of("dead", "gone", needs_person=True)
    copy = "https://web.archive.org/web/2017/https://example.org/"
    response = publisher.post(detail(link), {"archive_url": copy}, follow=True)

    assert "changed and published" in response.content.decode()
    clipping = Clipping.objects.get(pk=link.clipping_id)
    assert clipping.archive_url == clipping.get_latest_revision_as_object().archive_url == copy
    assert listed(publisher) == []
    assert copy in client.get("/en/press/").content.decode()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("http://archive.example/copy", "has to start with https://"),
        ("https://127.0.0.1/copy", "private network"),
        ("https://10.0.0.8/copy", "private network"),
        ("javascript:alert(1)", "Enter a valid URL"),
        ("not an address", "Enter a valid URL"),
        ("", "This field is required"),
        ("https://archive.example/" + "x" * 1000, "at most 1000 characters"),
    ],
)
def test_unusable_archive_copy_is_refused_with_the_reason_and_kept_in_the_form(publisher, typed, why):
    link = link_of("dead", "gone")
    response = publisher.post(detail(link), {"archive_url": typed})
    text = response.content.decode()

    assert response.status_code == 200 and why in text
    assert typed in text
    assert Clipping.objects.get(pk=link.clipping_id).archive_url == ""


def test_check_now_checks_and_takes_back_what_was_said(editor, outlets):
    link = link_of(url="http://daily.example/gone")
    act(editor, "ok", link)
    (message,) = act(editor, "check", link)

    assert "is being checked" in message
    assert (link.state, link.reason, link.decided_at) == ("dead", "gone", None)


def test_check_now_asks_an_outlet_for_one_page_at_a_time(editor, outlets, monkeypatch):
    monkeypatch.setattr(rate_limit, "PAUSE", 60.0)
    links = [link_of("ok", url=f"http://daily.example/gone?number={number}") for number in range(3)]
    act(editor, "check", *links)

    assert [link.state for link in links] == ["dead", "ok", "ok"]
    assert all(link.next_check_at <= timezone.now() for link in links[1:]), "the next run asks for the others"


def test_decision_about_an_old_address_is_not_recorded(editor):
    link = link_of("moved")
    Link.objects.update(url="https://daily.example/another")
    override(link, LinkState.OK, editor.user)

    assert link.checks.count() == 1 and Link.objects.get().state == "moved"


def test_the_check_does_not_overrule_a_person(editor, outlets):
    link = link_of(url="http://daily.example/gone")
    act(editor, "ok", link)
    check_links()
    link.refresh_from_db()
    assert link.state == "ok"

    Link.objects.filter(pk=link.pk).update(
        decided_at=timezone.now() - dt.timedelta(days=181), next_check_at=timezone.now() - dt.timedelta(days=1)
    )
    check_links()
    link.refresh_from_db()
    assert (link.state, link.decided_by) == ("dead", None)


def test_decision_ends_with_a_new_address(editor):
    link = link_of()
    act(editor, "dead", link)
    clipping = Clipping.objects.get(pk=link.clipping_id)
    clipping.url = NEW
    clipping.save_revision().publish()

    link.refresh_from_db()
    assert (link.state, link.decided_by, link.url) == ("unknown", None, NEW)


def test_links_of_other_languages_are_out_of_reach(site):
    english = link_of("dead", "gone", needs_person=True)
    spanish = link_of("dead", "gone", needs_person=True, locale=site.homes["es"].locale, language="es")
    translator = browser(translators("es"))

    assert listed(translator) == [spanish]
    assert translator.get(detail(english), follow=True).status_code == 404
    (message,) = act(translator, "ok", english)
    assert "belong to somebody else" in message and english.state == "dead"
    assert listed(browser(EDITORS)) == [english]


def test_who_may_not_change_clippings_has_no_queue(site):
    guest = browser()
    guest.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    link = link_of("dead", "gone")
    for response in (
        guest.get(reverse("press_links:index")),
        guest.get(detail(link)),
        guest.post(reverse("press_links:act"), {"do": "ok", "link": link.pk}),
    ):
        assert response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    link.refresh_from_db()
    assert link.state == "dead"
    assert reverse("press_links:index") not in guest.get(reverse("wagtailadmin_home")).content.decode()


def test_nothing_is_done_by_following_a_link(editor):
    assert editor.get(reverse("press_links:act"), {"do": "ok"}).status_code == 405


@pytest.mark.parametrize(
    "data", [{}, {"do": "ok"}, {"do": "explode", "link": "1"}, {"do": "ok", "link": ["x", "-1", "9" * 40, "7"]}]
)
def test_nonsense_is_answered_with_a_message(editor, data):
    response = editor.post(reverse("press_links:act"), {**data, "next": "https://evil.example/"}, follow=True)

    assert response.redirect_chain == [(reverse("press_links:index"), 302)]
    assert list(response.context["messages"])


def test_translations_drafts_and_old_addresses_are_not_in_the_queue(editor):
    citation = link_of("dead", "gone", needs_person=True, gloss="A gloss.")
    translate(citation.clipping)
    draft = link_of("dead", "gone", needs_person=True)
    Clipping.objects.filter(pk=draft.clipping_id).update(live=False)
    changed = link_of("dead", "gone", needs_person=True)
    Clipping.objects.filter(pk=changed.clipping_id).update(url=NEW)

    assert listed(editor) == [citation]


def test_queue_in_the_language_of_the_reader(editor):
    link_of("dead", "gone", needs_person=True)
    with translation.override("es"):
        assert page(editor)


def test_long_lists_have_pages_and_few_queries(editor, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(screens.IndexView, "paginate_by", 5)
    for _number in range(8):
        link_of("paywall", "marked")
    page(editor, "paywall")
    with django_assert_max_num_queries(14):
        text = page(editor, "paywall")
    assert text.count('name="link"') == 5 and "Page 1 of 2" in text
    assert page(editor, "paywall", p="2").count('name="link"') == 3
    assert page(editor, "paywall", p="nonsense") and page(editor, "paywall", p="999")
