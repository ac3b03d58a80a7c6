"""Staff add feeds to be watched, see what is wrong with them, and have them read."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from press.imports.models import PressImport
from press.watched_feeds.models import WatchedFeed
from site_project.users.groups import EDITORS, PUBLISHERS
from tests.factories import UserFactory
from tests.press.watched_feeds.helpers import RSS, headlines, item, publish, read, watch


def browser(group):
    client = Client()
    client.force_login(UserFactory(group=group))
    return client


def url_of(name, *args):
    return reverse(WatchedFeed.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def publisher(site):
    return browser(PUBLISHERS)


def save(client, url, feed=None, **fields):
    data = {"title": "A feed", "url": url, "words": "", "active": "on", "outlet": "", "campaign": "", **fields}
    return client.post(url_of("edit", feed.pk) if feed else url_of("add"), data, follow=True)


def test_staff_add_a_feed_and_it_is_due_at_once(publisher):
    save(publisher, RSS, words="asylum")

    feed = WatchedFeed.objects.get()
    assert (feed.url, feed.words, feed.active) == (RSS, "asylum", True)
    assert feed.next_read_at <= timezone.now()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1/feed", "private network"),
        ("http://192.168.1.1/feed", "private network"),
        ("http://daily.example:8080/feed", "unusual number"),
        ("ftp://daily.example/feed", "not the address of a web page"),
        ("feed", "Enter a valid URL"),
    ],
)
def test_addresses_that_are_never_read_are_refused_with_the_reason(publisher, url, why):
    response = save(publisher, url)
    text = response.content.decode()

    assert why in text and url in text
    assert not WatchedFeed.objects.exists()


def test_the_same_feed_is_not_watched_twice(publisher):
    watch()
    response = save(publisher, RSS)

    assert "already exists" in response.content.decode() and WatchedFeed.objects.count() == 1


def test_other_words_make_the_feed_be_read_as_a_whole(publisher, outlets):
    feed = watch(publish(outlets, item(1), headers={"ETag": '"1"', "Content-Type": "text/xml"}), words="nothing")
    read(feed)
    assert feed.etag and not headlines()
    save(publisher, feed.url, feed, words="cities")

    feed.refresh_from_db()
    assert feed.etag == "" and feed.next_read_at <= timezone.now()


def test_list_says_what_waits_and_what_is_wrong(publisher, outlets):
    good = watch()
    bad = watch("http://daily.example/broken", title="Broken")
    for _time in range(10):
        read(good, bad)
    text = publisher.get(url_of("list")).content.decode()

    assert "2 proposals" in text
    assert reverse("press_imports:review", args=[PressImport.objects.get().pk]) in text
    assert "The last 10 tries failed." in text and "problem of its own" in text


def test_list_needs_few_queries(publisher, django_assert_max_num_queries):
    for number in range(10):
        watch(f"{RSS}?{number}", title=f"Feed {number}")
    publisher.get(url_of("list"))
    with django_assert_max_num_queries(15):
        publisher.get(url_of("list"))


def test_read_now(site, outlets):
    feed = watch(active=False)
    editor = browser(EDITORS)
    response = editor.post(url_of("read", feed.pk), follow=True)

    assert "is being read" in response.content.decode()
    assert len(headlines()) == 2
    assert editor.get(url_of("read", feed.pk)).status_code == 405


def test_read_now_works_from_the_list(publisher, outlets):
    feed = watch()
    client = Client(enforce_csrf_checks=True)
    client.cookies = publisher.cookies
    text = client.get(url_of("list")).content.decode()
    form = text.split(f'action="{url_of("read", feed.pk)}"')[1].split("</form>")[0]
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    client.post(url_of("read", feed.pk), {"csrfmiddlewaretoken": token})

    assert len(headlines()) == 2


def test_who_may_not_watch_feeds_cannot_have_them_read(site, outlets):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    guest = Client()
    guest.force_login(user)
    feed = watch()

    assert guest.post(url_of("read", feed.pk)).url == reverse("wagtailadmin_home")
    assert not outlets.requests
