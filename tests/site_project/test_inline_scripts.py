"""The admin works without inline scripts, which its policy refuses. (In a browser: tests/browser/test_policy.py, test_staff.py.)"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page, get_page_models

from home.models import Footer, Navigation
from press.models import Clipping, Outlet
from press.watched_feeds.models import WatchedFeed
from site_project.admin.inline_scripts import start_element
from translation.glossary.models import Term

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\W{1,2}application/json)[^>]*>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
STARTED = re.compile(r"<site-start what=\W{1,2}(\w+)")
SNIPPETS = [Clipping, Outlet, WatchedFeed, Term, Footer, Navigation]


@pytest.fixture(scope="module")
def startable():
    script = Path(finders.find("site_project/starters.js")).read_text(encoding="utf-8")
    return set(re.findall(r'^  "(\w+)",$', script, re.MULTILINE))


ADDRESSES = [
    "/admin/", "/admin/account/", "/admin/choose-page/", "/admin/groups/new/", "/admin/images/chooser/", "/admin/login/",
    "/admin/pages/", "/admin/redirects/add/", "/admin/reports/site-history/", "/admin/users/", "/admin/workflows/add/",
    "/admin/workflows/task_chooser/",
    *(f"/admin/snippets/{model._meta.app_label}/{model._meta.model_name}/add/" for model in SNIPPETS),
]  # fmt: skip


def find_inline(html):
    return INLINE_SCRIPT.findall(html) + HANDLER.findall(html)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_the_admin_has_one(client, admin_user, site, address, startable):
    if "login" not in address:
        client.force_login(admin_user)
    html = client.get(address, follow=True).text
    assert not find_inline(html)
    assert set(STARTED.findall(html)) <= startable


def test_no_editor_of_a_page_has_one(admin_client, site, startable):
    started = set()
    for model in get_page_models():
        parent = Page.objects.type(*model.allowed_parent_page_models()).first()
        if parent and model.can_create_at(parent):
            answer = admin_client.get(f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/")
            assert not find_inline(answer.text), model
            started.update(STARTED.findall(answer.text))
    assert {"initDateTimeChooser", "PageChooser"} & started <= started <= startable


def test_every_chooser_can_be_started(startable):
    choosers = [BaseChooser]
    for chooser in choosers:
        choosers += chooser.__subclasses__()
    assert {chooser.js_constructor for chooser in choosers} - {"wagtail.admin.widgets.Chooser"} <= startable


def test_what_is_no_call_is_no_element():
    assert start_element('new Chooser("id", {"a": "<b>"});') == (
        '<site-start what="Chooser" with="[&quot;id&quot;, {&quot;a&quot;: &quot;&lt;b&gt;&quot;}]" hidden></site-start>'
    )
    for script in ('alert("x"); alert("y");', "window.x = 1;", "new Chooser(document.body);"):
        with pytest.raises(ValueError, match="No element can stand"):
            start_element(script)
