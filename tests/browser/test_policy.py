"""The Content-Security-Policy lets everything work that should, for visitors, for staff and in the admin."""

import re

import pytest

HOME = "/en/"
HUB = "/en/campaigns/seeking-sanctuary/"


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


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/account/",
        "/admin/documents/multiple/add/",
        "/admin/groups/",
        "/admin/images/",
        "/admin/images/multiple/add/",
        "/admin/pages/",
        "/admin/reports/site-history/",
        "/admin/sites/",
        "/admin/users/",
        "/admin/workflows/list/",
    ],
)
def test_the_admin(page, problems, sign_in, path):
    sign_in("admin")
    page.goto(path)
    page.wait_for_load_state("networkidle")
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
