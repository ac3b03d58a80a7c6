"""The campaign hubs of the demo, each in a module of its own."""

from typing import Any

from demo.content.hub_janus import JANUS
from demo.content.hub_sanctuary import SANCTUARY

CAMPAIGNS: tuple[dict[str, Any], ...] = (SANCTUARY, JANUS)
