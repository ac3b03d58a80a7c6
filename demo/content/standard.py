"""The standard pages of the demo."""

from typing import Any

from demo.content.standard_about import ABOUT, ACCESSIBILITY, CONTACT, PRIVACY
from demo.content.standard_rights import KNOW_YOUR_RIGHTS

STANDARD: tuple[dict[str, Any], ...] = (ABOUT, KNOW_YOUR_RIGHTS, CONTACT, PRIVACY, ACCESSIBILITY)
