"""How each page stands in each language, in Wagtail's explorer."""

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from site_project.i18n.translations import State, language_codes
from translation.desk.querysets import TaskQuerySet
from translation.models import Published


def _name(code: str) -> str:
    return f"task_state_{code.replace('-', '_')}"


def with_states(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The pages of a list with the state of each of their translations, and with their own where they are one."""
    tasks = Published.objects.tasks().order_by().filter(translation__source__object_id=OuterRef("translation_key"))
    states = {
        _name(code): _state_of(
            tasks.filter(translation__source__locale=OuterRef("locale"), translation__target_locale__language_code=code)
        )
        for code in language_codes()
    }
    own = _state_of(tasks.filter(translation__target_locale=OuterRef("locale")))
    return pages.annotate(own_task_state=own, **states)


def _state_of(tasks: TaskQuerySet) -> Subquery:
    return Subquery(tasks.values("state")[:1])


def states_of(page: object) -> list[tuple[str, State]]:
    """(code, state) of the translations of a page from `with_states`; the code is empty for that of the page itself."""
    found = [("", getattr(page, "own_task_state", None))]
    found += [(code, getattr(page, _name(code), None)) for code in language_codes()]
    return [(code, State(state)) for code, state in found if state]
