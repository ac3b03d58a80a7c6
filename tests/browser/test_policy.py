"""The Content-Security-Policy lets everything work that should, for visitors, for staff and in the admin."""

import re

import pytest

HOME = "/en/"
HUB = "/en/campaigns/seeking-sanctuary/"


@pytest.mark.parametrize(
    "path", ["/", HOME, "/es/", HUB, "/en/press/", "/en/events/", "/en/search/?q=work", "/en/nowhere/"]
)
def test_visitors(page, problems, path):
    page.goto(path)
    page.wait_for_load_state("networkidle")
    expected = [line for line in problems if "/en/nowhere/" in line and "404" in line]
    assert [line for line in problems if line not in expected] == []
    assert page.context.cookies() == []


def test_the_bar_of_wagtail_for_staff(page, problems, sign_in):
    sign_in("editor")
    page.goto(HUB)
    bar = page.locator("wagtail-userbar")
    bar.get_by_role("button").click()
    bar.get_by_role("menuitem", name=re.compile("Edit")).wait_for()
    assert problems == []


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


def edit_address(page, path):
    """The address at which the page at `path` is edited, as Wagtail's bar gives it to staff."""
    page.goto(path)
    link = page.locator("wagtail-userbar").get_by_role("menuitem", name=re.compile("Edit"))
    return link.get_attribute("href")


def test_the_preview_is_framed_and_styled(page, problems, sign_in):
    sign_in("admin")
    page.goto(edit_address(page, HUB))
    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    frame = page.frame_locator("iframe[title*=review]").first
    frame.locator("h1").wait_for()
    assert problems == []


def test_the_editor_of_translations(page, problems, sign_in):
    sign_in("translator")
    page.goto(edit_address(page, "/es/campanas/buscando-santuario/"))
    page.wait_for_load_state("networkidle")
    assert problems == []
