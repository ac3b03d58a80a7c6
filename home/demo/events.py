"""All events of the demo.

`when` is described in `home.demo.content`. An event that lasts whole days has no times.
"""

from __future__ import annotations

from typing import Any

from home.demo.events_changed import CHANGED
from home.demo.events_past import PAST
from home.demo.events_upcoming import UPCOMING

EVENTS: tuple[dict[str, Any], ...] = PAST + UPCOMING + CHANGED
