"""Every page of the demo, parents before their children.

`when` says on which days something takes place. History has ISO dates (`date`, `end_date`). What is invented counts from
the day of loading, so that it is always recent or ahead: `days` (negative: ago), and from there on (ago: back) to the
next day of the week `weekday` (0 is Monday); it lasts one day, or several (`lasts`). Times are those that clocks at the
place show: `time` and `end_time` of an event, `embargo` of a press release.
"""

from typing import Any

from demo.content.campaigns import CAMPAIGNS
from demo.content.events import EVENTS
from demo.content.news import NEWS
from demo.content.pages import SECTIONS
from demo.content.standard import STANDARD

PAGES: tuple[dict[str, Any], ...] = SECTIONS + CAMPAIGNS + EVENTS + NEWS + STANDARD
