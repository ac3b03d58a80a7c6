"""Model fields shared by every app, and the time zones that events are held in, as IANA names
(https://www.iana.org/time-zones)."""

from collections.abc import Sequence
from typing import Any

from babel.dates import get_timezone_location
from django.db import models
from django.utils.functional import lazy
from wagtail.fields import StreamField as WagtailStreamField

from site_project.i18n.dates import formatting_locale

Deconstructed = tuple[str, str, Sequence[Any], dict[str, Any]]


def stock(field: Deconstructed, kind: type[models.Field[Any, Any]], *left_out: str) -> Deconstructed:
    """What `field.deconstruct()` returned, as the Django field that migrations know instead: code that moves or changes
    touches no migration. `left_out`: arguments that mean nothing to the database."""
    name, _path, _args, kwargs = field
    kept = {key: value for key, value in kwargs.items() if key not in left_out}
    return name, f"django.db.models.{kind.__name__}", [], kept


class StreamField(WagtailStreamField):
    """A StreamField whose block definitions stay out of migrations.

    Blocks change far more often than the database does, and every change would otherwise add a migration that
    alters nothing. Historical models see its value as plain JSON data (lists and dicts) and save it back untouched, so
    a data migration can rewrite it without losing anything.
    """

    def __init__(self, block_types: object = (), **kwargs: object) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Deconstructed:
        return stock(super().deconstruct(), models.JSONField, "block_lookup")


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
    named = lazy(zone_name, str)
    return [(zone, named(zone)) for zone in ZONES]


class TimeZoneField(models.CharField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 64, "default": "America/New_York"}
        kwargs = defaults | kwargs | {"choices": zone_choices}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Deconstructed:
        return stock(super().deconstruct(), models.CharField, "choices")  # the list may grow
