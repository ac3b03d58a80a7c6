"""The time zones that events are held in, as IANA names (https://www.iana.org/time-zones)."""

from typing import Any

from babel.dates import get_timezone_location
from django.db import models
from django.utils.functional import lazy

from site_project.fields import Deconstructed, stock
from site_project.i18n.dates import formatting_locale

#: The zones of the United States and its territories, then the rest of the Americas' big cities, then UTC.
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "America/Detroit",
    "America/Mexico_City",
    "America/Tijuana",
    "America/Guatemala",
    "America/Bogota",
    "America/Toronto",
    "Europe/London",
    "UTC",
)


def zone_name(zone: str) -> str:
    """A zone as the active language names it, by its best-known city."""
    if zone == "UTC":
        return zone
    return str(get_timezone_location(zone, locale=formatting_locale(), return_city=True))


def zone_choices() -> list[tuple[str, str]]:
    """(IANA name, city) of every zone on offer."""
    named = lazy(zone_name, str)
    return [(zone, named(zone)) for zone in ZONES]


class TimeZoneField(models.CharField):
    """One of the zones on offer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 64, "default": "America/New_York"}
        kwargs = defaults | kwargs | {"choices": zone_choices}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Deconstructed:
        return stock(super().deconstruct(), models.CharField, "choices")  # the list may grow
