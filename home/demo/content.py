"""Every page of the demo, parents before their children."""

from __future__ import annotations

from typing import Any

from home.demo.campaigns import CAMPAIGNS
from home.demo.events import EVENTS
from home.demo.news import NEWS
from home.demo.pages import SECTIONS
from home.demo.standard import STANDARD

PAGES: tuple[dict[str, Any], ...] = SECTIONS + CAMPAIGNS + EVENTS + NEWS + STANDARD
