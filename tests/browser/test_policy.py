"""The Content-Security-Policy lets everything work that should, for visitors, for staff and in the admin."""

import re

import pytest
from playwright.sync_api import expect

HOME = "/en/"
HUB = "/en/campaigns/seeking-sanctuary/"

ADMIN = (
    "/admin/", "/admin/account/", "/admin/documents/multiple/add/", "/admin/groups/", "/admin/images/multiple/add/",
    "/admin/pages/", "/admin/press/imports/add/", "/admin/redirects/add/", "/admin/reports/site-history/", "/admin/sites/",
    "/admin/snippets/home/navigation/", "/admin/snippets/press/clipping/add/", "/admin/translations/",
    "/admin/workflows/list/",
)  # fmt: skip


def blocked(problems):
    """The problems that the policy made."""
    return [line for line in problems if "Content Security Policy" in line]


@pytest.mark.parametrize(
    "path", ["/", HOME, "/es/", HUB, "/en/press/", "/en/events/", "/en/search/?q=work", "/en/nowhere/"]
)
def test_visitors(page, problems, path):
    page.goto(path)
    page.wait_for_load_state("networkidle")
    expected = [line for line in problems if "/en/nowhere/" in line and "404" in line]
    assert [line for line in problems if line not in expected] == []
    assert page.context.cookies() == []


def test_the_door_of_the_admin(page, problems):
    page.goto("/admin/login/")
    page.wait_for_load_state("networkidle")
    assert problems == []


def test_the_bar_of_wagtail_for_staff(page, problems, sign_in):
    sign_in("editor")
    page.goto(HUB)
    bar = page.locator("wagtail-userbar")
    bar.get_by_role("button").click()
    bar.get_by_role("menuitem", name=re.compile("Edit")).wait_for()
    assert blocked(problems) == []


def test_the_admin(page, problems, sign_in):
    sign_in("admin")
    for path in ADMIN:
        page.goto(path)
        page.wait_for_load_state("networkidle")
    for list_of, entry in (
        ("/admin/images/", "a[href*='/admin/images/'][href*='?next']"),
        ("/admin/users/", "td.name a"),
    ):
        page.goto(list_of)
        page.locator(entry).first.click()
        page.wait_for_load_state("networkidle")
    assert problems == []


def test_what_wagtail_started_by_inline_scripts(page, problems, sign_in):
    """Lists of forms, and what chooses within them."""
    sign_in("admin")
    page.goto("/admin/workflows/add/")
    for adding, chooser, choice in (
        ("#id_workflow_tasks-ADD", ".task-chooser", "a.task-choice"),
        ("#id_pages-ADD", ".page-chooser", "a.choose-page"),
    ):
        page.locator(adding).click()
        page.locator(chooser).locator("[data-chooser-action-choose]:visible").last.click()
        if chooser == ".task-chooser":
            page.locator(".modal").get_by_role("tab", name="Existing").click()
        page.locator(".modal").locator(choice).first.click()
        expect(page.locator(".modal")).to_have_count(0)
        expect(page.locator(chooser).locator(".chooser__title").last).not_to_be_empty()
    assert problems == []


def open_editor(page, path):
    """Open the page at `path` for editing, through Wagtail's bar."""
    page.goto(path)
    page.locator("wagtail-userbar").get_by_role("button").click()
    page.locator("wagtail-userbar").get_by_role("menuitem", name=re.compile("Edit")).click()
    page.wait_for_url("**/admin/pages/*/edit/")
    page.wait_for_load_state("networkidle")


def test_the_preview_is_framed_and_styled(page, problems, sign_in):
    sign_in("admin")
    open_editor(page, HUB)
    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    page.frame_locator("iframe[title*=review]").first.locator("h1").wait_for()
    assert blocked(problems) == []


def test_the_editor_of_translations(page, problems, sign_in):
    sign_in("translator")
    open_editor(page, "/es/")
    assert blocked(problems) == []
