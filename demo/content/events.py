"""All events of the demo.

`when` is described in `demo.content.content`. An event that lasts whole days has no times.
"""

from typing import Any

from demo.content.events_changed import CHANGED
from demo.content.events_past import PAST
from demo.content.events_upcoming import UPCOMING

EVENTS: tuple[dict[str, Any], ...] = PAST + UPCOMING + CHANGED
