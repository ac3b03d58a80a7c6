"""What of the desk is shown. All of it is in the address."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import ContentTypeModelChoiceField, WagtailFilterSet
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Locale

from site_project.i18n.language_choices import language_name
from site_project.i18n.translations import language_codes
from site_project.models import Campaign
from site_project.users.permissions import locale_ids_of
from translation.desk.enums import STATE_LABELS
from translation.desk.querysets import TaskQuerySet
from translation.models import Published

ALL = pgettext_lazy("filter", "All")
#: Values of the filter of states and of people that name no state and no person.
EVERYTHING, ME, NOBODY = "all", "me", "nobody"


def _languages() -> list[tuple[str, str]]:
    return [(code, capfirst(language_name(code))) for code in language_codes()]


def _kinds(request: HttpRequest | None) -> QuerySet[ContentType]:
    tasks = Published.objects.order_by().values("translation__source__specific_content_type")
    return ContentType.objects.filter(pk__in=tasks).order_by("app_label", "model")


def _campaigns() -> list[tuple[str, str]]:
    return Campaign.objects.choices()


def _people() -> list[tuple[str, Any]]:
    tasks = Published.objects.exclude(assignee=None).select_related("assignee").only("assignee")
    people = {str(task.assignee_id): get_user_display_name(task.assignee) for task in tasks}
    names = sorted(people.items(), key=lambda person: person[1].casefold())
    return [(ME, pgettext_lazy("who has a task", "I")), (NOBODY, pgettext_lazy("who has a task", "Nobody")), *names]


class StateFilter(django_filters.ChoiceFilter):
    """What waits, unless more or less is asked for."""

    def filter(self, qs: TaskQuerySet, value: str | None) -> TaskQuerySet:
        if value == EVERYTHING:
            return qs
        return qs.filter(state=value) if value else qs.to_do()


class PersonFilter(django_filters.ChoiceFilter):
    def filter(self, qs: TaskQuerySet, value: str | None) -> TaskQuerySet:
        if not value:
            return qs
        who = {ME: self.parent.request.user.pk, NOBODY: None}.get(value, value)
        return qs.filter(assignee=who)


class LanguageFilter(django_filters.ChoiceFilter):
    """What is translated into the languages of a translator, unless more or another one is asked for."""

    def filter(self, qs: TaskQuerySet, value: str | None) -> TaskQuerySet:
        if value:
            return qs if value == EVERYTHING else super().filter(qs, value)
        own = locale_ids_of(self.parent.request.user)
        is_translator = own - {self.default_locale}
        return qs.in_languages(own) if is_translator else qs

    @cached_property
    def default_locale(self) -> int:
        return int(Locale.get_default().pk)


class KindFilter(django_filters.ModelChoiceFilter):
    field_class = ContentTypeModelChoiceField


class DeskFilterSet(WagtailFilterSet):
    state = StateFilter(
        label=pgettext_lazy("of a translation", "State"),
        choices=lambda: [
            *((state.value, capfirst(str(label))) for state, label in STATE_LABELS.items()),
            (EVERYTHING, ALL),
        ],
        empty_label=pgettext_lazy("translations", "To do"),
    )
    language = LanguageFilter(
        field_name="translation__target_locale__language_code",
        label=_("Into the language"),
        choices=lambda: [*_languages(), (EVERYTHING, ALL)],
        empty_label=pgettext_lazy("languages", "Mine"),
    )
    campaign = django_filters.ChoiceFilter(label=_("Campaign"), choices=_campaigns, empty_label=ALL)
    kind = KindFilter(
        field_name="translation__source__specific_content_type",
        label=_("Kind"),
        queryset=_kinds,
        empty_label=ALL,
    )
    who = PersonFilter(label=_("Who has it"), choices=_people, empty_label=ALL)

    class Meta:
        model = Published
        fields: list[str] = []
