"""Time zones as calendars define them (VTIMEZONE, RFC 5545, 3.6.5): one STANDARD and at most one DAYLIGHT, each with a
yearly rule. Outlook reads nothing else (MS-OXCICAL, 2.1.3.1.1.19)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

#: Years that the time zone database describes by a zone's lasting rule only, and the first that is looked at. The
#: rule's years are enough for each date to fall on each day of the week.
_RULE_YEARS = range(2040, 2052)
_FIRST_YEAR = 1970
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Change:
    """A moment at which clocks are changed. `at` is in UTC, `local` what clocks show before."""

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str

    @property
    def local(self) -> dt.datetime:
        return (self.at + self.before).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class ZoneDefinition:
    """How a calendar defines a zone. `since`: the moment from which on the definition agrees with the zone."""

    component: "Timezone"
    since: dt.datetime


@cache
def define_zone(key: str) -> ZoneDefinition | None:
    """The definition of the zone `key` (an IANA name). None where the zone has no rule that a calendar can state."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 few processes need it

    zone = ZoneInfo(key)
    years = [_changes(zone, year) for year in _RULE_YEARS]
    kinds = list(zip(*years, strict=True)) if len({len(changes) for changes in years}) == 1 else None
    if kinds is None or len(kinds) not in (0, 2):
        return None
    rules = [_rule(kind) for kind in kinds]
    if None in rules:
        return None
    component = Timezone()
    component.add("TZID", key)
    if not rules:
        last = _last_change(zone)
        _add_part(component, last, TimezoneStandard, None)
        return ZoneDefinition(component, last.at)
    first = years[0]
    for year in range(_RULE_YEARS.start - 1, _FIRST_YEAR - 1, -1):
        changes = _changes(zone, year)
        if [(c.before, c.after) for c in changes] != [(c.before, c.after) for c in first] or any(
            _rule((change, *kind)) != rule for change, kind, rule in zip(changes, kinds, rules, strict=True)
        ):
            break
        first = changes
    for change, rule in zip(first, rules, strict=True):
        _add_part(component, change, TimezoneDaylight if change.after > change.before else TimezoneStandard, rule)
    return ZoneDefinition(component, first[0].at)


def _changes(zone: ZoneInfo, year: int) -> list[_Change]:
    """The changes of clocks in `year`, in order."""
    changes = []
    day = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    while day.year == year:
        if _offset(zone, day) != _offset(zone, day + _DAY):
            low, high = day, day + _DAY
            while high - low > dt.timedelta(seconds=1):
                middle = low + (high - low) // 2
                low, high = (middle, high) if _offset(zone, middle) == _offset(zone, day) else (low, middle)
            at = high.replace(microsecond=0)
            changes.append(_Change(at, _offset(zone, day), _offset(zone, at), _name(zone, at)))
        day += _DAY
    return changes


def _last_change(zone: ZoneInfo) -> _Change:
    """The last change in a zone whose clocks are not changed any more."""
    for year in range(_RULE_YEARS.start - 1, _FIRST_YEAR - 1, -1):
        if changes := _changes(zone, year):
            return changes[-1]
    at = dt.datetime(_FIRST_YEAR, 1, 1, tzinfo=dt.UTC)
    return _Change(at, _offset(zone, at), _offset(zone, at), _name(zone, at))


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _name(zone: ZoneInfo, moment: dt.datetime) -> str:
    return moment.astimezone(zone).tzname() or ""


def _rule(changes: tuple[_Change, ...]) -> tuple[int, str, dt.time] | None:
    """Month, day (as BYDAY) and time that these changes of several years have in common. None: nothing."""
    moments = [change.local for change in changes]
    if len({(moment.month, moment.weekday(), moment.time()) for moment in moments}) != 1:
        return None
    first = moments[0]
    weeks = {(moment.day - 1) // 7 + 1 for moment in moments}
    if len(weeks) == 1:
        return first.month, f"{weeks.pop()}{_WEEKDAYS[first.weekday()]}", first.time()
    if all((moment + _WEEK).month != moment.month for moment in moments):
        return first.month, f"-1{_WEEKDAYS[first.weekday()]}", first.time()
    return None


def _add_part(
    zone: "Timezone",
    change: _Change,
    kind: "Callable[[], TimezoneStandard | TimezoneDaylight]",
    rule: tuple[int, str, dt.time] | None,
) -> None:
    part = kind()
    part.add("DTSTART", change.local)
    part.add("TZOFFSETFROM", change.before)
    part.add("TZOFFSETTO", change.after)
    part.add("TZNAME", change.name)
    if rule:
        month, day, _time = rule
        part.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": day})
    zone.add_component(part)
