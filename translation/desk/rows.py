"""Tasks as the desk, the home screen and the editors show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from site_project.i18n.language_choices import lang_attributes, language_name
from site_project.i18n.translations import BEHIND, State, native_name
from translation.desk.actions import may_work_on
from translation.desk.enums import STATE_LABELS
from translation.models import Published


@dataclass(frozen=True, slots=True)
class Row:
    """One task, for whoever looks at it.

    `url` is that of the editor, empty where there is none yet or it is closed to them. `person` has the task.
    """

    task: Published
    url: str
    may_work: bool
    is_mine: bool
    person: str
    campaign: str = ""

    @property
    def title(self) -> str:
        return self.task.translation.source.object_repr

    @property
    def marked_title(self) -> SafeString:
        """The title with its language: it stands in sentences of another one."""
        attributes = lang_attributes(self.task.translation.source.locale.language_code)
        return format_html("<span {}>{}</span>", format_html_join(" ", '{}="{}"', attributes.items()), self.title)

    @property
    def kind(self) -> str:
        model = self.task.translation.source.specific_content_type.model_class()
        return capfirst(model._meta.verbose_name) if model else ""

    @property
    def language(self) -> str:
        """The language that is translated into, as it is written in running text."""
        return language_name(self.target_code)

    @property
    def target_code(self) -> str:
        return self.task.translation.target_locale.language_code

    @property
    def native_language(self) -> str:
        return native_name(self.target_code)

    @property
    def state(self) -> str:
        return capfirst(str(STATE_LABELS[State(self.task.state)]))

    @property
    def texts(self) -> str:
        """How many texts have changed, or are not translated; empty where that says no more than the state."""
        if self.task.state not in BEHIND or not self.task.behind:
            return ""
        return ngettext("%(count)d text", "%(count)d texts", self.task.behind) % {"count": self.task.behind}


def rows_for(user: object, tasks: Iterable[Published], campaigns: Mapping[int, str] | None = None) -> list[Row]:
    """`tasks` for `user`, with the names of their campaigns by primary key."""
    names = campaigns or {}
    return [_row(user, task, names.get(task.campaign or 0, "")) for task in tasks]


def _row(user: Any, task: Published, campaign: str) -> Row:
    may_work = may_work_on(user, task)
    return Row(
        task=task,
        url=_edit_url(task) if may_work else "",
        may_work=may_work,
        is_mine=task.assignee_id == user.pk,
        person=get_user_display_name(task.assignee) if task.assignee else "",
        campaign=campaign,
    )


def _edit_url(task: Published) -> str:
    if task.target_id is None:
        return ""
    model: Any = task.translation.source.specific_content_type.model_class()
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[task.target_id])
    if model in get_snippet_models():
        return reverse(model.snippet_viewset.get_url_name("edit"), args=[task.target_id])
    return ""
