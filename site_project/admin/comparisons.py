"""What two versions of a page or snippet differ in, in words: Wagtail shows stored values of dates and lists."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

from site_project.i18n.dates import date_range, join_list, time_range
from site_project.i18n.language_choices import LanguageListField, language_name


class WordsComparison(FieldComparison):
    """Of a field whose values `words` puts into words."""

    def __init__(self, field: models.Field[Any, Any], obj_a: object, obj_b: object) -> None:
        super().__init__(field, obj_a, obj_b)
        self.objects = (obj_a, obj_b)

    def words(self, value: Any, instance: object) -> str:
        raise NotImplementedError

    def htmldiff(self) -> SafeString:
        old, new = (
            "" if value is None else self.words(value, instance)
            for value, instance in zip((self.val_a, self.val_b), self.objects, strict=True)
        )
        changes = [("equal", new)] if old == new else [("deletion", old), ("addition", new)]
        return SafeString(TextDiff([change for change in changes if change[1]]).to_html())


class DateComparison(WordsComparison):
    def words(self, value: Any, instance: object) -> str:
        return str(date_format(value, "DATE_FORMAT"))


class MomentComparison(WordsComparison):
    """As clocks in the zone of the field, else of the object, else of the person show it."""

    def words(self, value: Any, instance: object) -> str:
        zone = getattr(instance, f"{self.field.name}_time_zone", "") or getattr(instance, "time_zone", "")
        zone = zone or timezone.get_current_timezone_name()
        day = value.astimezone(ZoneInfo(zone)).date()
        return f"{date_range(day, day)}, {time_range(value, None, zone)}"


class BooleanComparison(WordsComparison):
    def words(self, value: Any, instance: object) -> str:
        return gettext("Yes") if value else gettext("No")


class LanguagesComparison(WordsComparison):
    def words(self, value: Any, instance: object) -> str:
        return join_list(language_name(code) for code in value)


def register() -> None:
    register_comparison_class(models.DateField, comparison_class=DateComparison)
    register_comparison_class(models.DateTimeField, comparison_class=MomentComparison)
    register_comparison_class(models.BooleanField, comparison_class=BooleanComparison)
    register_comparison_class(LanguageListField, comparison_class=LanguagesComparison)
