"""What tests of the press room share."""

from tests.press.fetching.fake_server import outlet_folder, outlet_servers, outlets

__all__ = ["outlet_folder", "outlet_servers", "outlets"]

import pytest

#: Many tests, or slow in sum: see the marker `deep`. The rest of this folder says the main promises.
DEEP = {
    f"test_{name}.py"
    for name in (
        "admin_listing", "embargo", "exports", "filters", "glosses", "press_list",
        "watched_feeds", "addresses", "contacts", "newsroom", "press_kit",
    )
}  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the deep tests before pytest selects by marker."""
    for item in items:
        if item.path.parent.name == "press" and item.path.name in DEEP:
            item.add_marker(pytest.mark.deep)
