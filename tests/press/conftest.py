"""What tests of the press room share."""

import pytest

from tests.press.fetching.fake_server import outlet_folder, outlet_servers, outlets

__all__ = ["outlet_folder", "outlet_servers", "outlets"]

#: Many tests, or slow in sum: see the marker `deep`. The rest says the main promises.
DEEP_FOLDERS = {"fetching", "glosses", "imports", "link_checks", "reading", "watched_feeds"}
DEEP_FILES = {
    f"test_{name}"
    for name in (
        "addresses",
        "admin_listing",
        "contacts",
        "embargo",
        "exports",
        "filters",
        "newsroom",
        "press_kit",
        "press_list",
    )
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the deep tests before pytest selects by marker."""
    for item in items:
        if "press" in item.path.parts and (item.path.parent.name in DEEP_FOLDERS or item.path.stem in DEEP_FILES):
            item.add_marker(pytest.mark.deep)
