"""A browser, and a demo site to visit with it. Everything below this folder carries the marker `browser`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.places import DESKTOP

HERE = Path(__file__).parent

# Milliseconds: as long as everything else waits. A busy machine needs more than the five seconds of the default.
expect.set_options(timeout=30_000)

# Chromium itself looks things up and reports home; here it reaches this machine only.
CHROMIUM_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test of this folder the marker."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url() -> str:
    """The address of the site under test. Pages open paths below it."""
    url = os.environ.get("TEST_SITE_URL")
    if not url:
        pytest.fail("Browser tests need a site: run them with `python -m tests.site pytest -m browser`.")
    return url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium where there is one, else Playwright's own. (Root can only run it without its sandbox.)"""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    arguments = [*CHROMIUM_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {**browser_type_launch_args, "args": arguments, **({"executable_path": found} if found else {})}


@pytest.fixture(scope="module")
def one_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page for all tests of a module. A browser of its own costs each as much as opening what it is about."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor_page(one_page: Page) -> Page:
    """That page, on a screen by day, without movement, for tests that open a public page and look at it: visits leave nothing. They set
    its size."""
    one_page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="reduce")
    return one_page


@pytest.fixture
def problems(page: Page, base_url: str) -> list[str]:
    """What goes wrong while `page` is used: errors and warnings of the console (which include what the policy
    blocked), failed and refused requests, and requests to any other host."""
    found: list[str] = []

    def note(kind: str, text: str) -> None:
        found.append(f"{page.url.removeprefix(base_url)}: {kind}: {text}")

    page.on("console", lambda line: note(line.type, line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: note("script", str(error)))
    page.on("response", lambda answer: note(str(answer.status), answer.url) if answer.status >= 400 else None)
    page.on("request", lambda request: note("elsewhere", request.url) if _is_elsewhere(request.url, base_url) else None)
    return found


def _is_elsewhere(url: str, base_url: str) -> bool:
    return url.startswith(("http:", "https:")) and urlsplit(url).netloc != urlsplit(base_url).netloc


@pytest.fixture(scope="session")
def sessions() -> dict[str, list[Any]]:
    """The cookies of each account that has signed in: all tests of a worker share its session."""
    return {}


@pytest.fixture
def sign_in_at(sessions: dict[str, list[Any]]) -> Callable[[Page, str], None]:
    """Signs one of the demo accounts in to the admin in the browser of a page: by the form, the first time."""

    def sign_in(page: Page, name: str) -> None:
        if name in sessions:
            page.context.add_cookies(sessions[name])
            return
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", os.environ["DEMO_PASSWORD"])
        page.click("[type=submit]")
        page.wait_for_url("**/admin/")
        sessions[name] = page.context.cookies()

    return sign_in


@pytest.fixture
def sign_in(page: Page, sign_in_at: Callable[[Page, str], None]) -> Callable[[str], None]:
    """Signs one of the demo accounts in in the test's own browser."""
    return lambda name: sign_in_at(page, name)


@pytest.fixture
def staff(new_context: Callable[..., BrowserContext], sign_in_at: Callable[[Page, str], None]) -> Callable[..., Page]:
    """A function that signs in one of the demo accounts, in a browser of its own."""

    def new_page(name: str, **options: Any) -> Page:
        page = new_context(viewport=DESKTOP, **options).new_page()
        sign_in_at(page, name)
        return page

    return new_page
