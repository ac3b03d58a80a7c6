"""The groups that staff and translators belong to, what each may do, and the workflow: a publisher looks before a page
or snippet goes public.

`RIGHTS` is the one table of that. `ensure_groups` brings the groups in line with it and can run any number of times: it
runs at every start. It gives what is missing, again if somebody has taken it away; for other rights, make
another group. What an administrator has added is left alone. All that is taken away is what Wagtail's own migrations
give and the table does not: its "Editors" and "Moderators" may write in every language and change everybody's files.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry
from wagtail.models import (
    DraftStateMixin,
    GroupApprovalTask,
    Locale,
    Page,
    TranslatableMixin,
    Workflow,
    WorkflowContentType,
    WorkflowMixin,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from site_project.i18n.language_choices import language_name
from site_project.i18n.translations import language_codes
from site_project.users import permissions

# What follows is how code knows groups and the workflow. What people see is `in_all_languages`.
#: Communications staff: write in the default language and submit.
EDITORS = gettext_noop("Editors")
#: Approve and publish in every language.
PUBLISHERS = gettext_noop("Publishers")
#: Stands for the group of each language that is translated into; see `translators`.
TRANSLATORS = gettext_noop("Translators")
#: Of Wagtail's migrations; Publishers take its place.
STOCK_MODERATORS = "Moderators"

#: The moderation workflow, and the one made by Wagtail's migrations for a group that the site does not have.
WORKFLOW, STOCK_WORKFLOW = gettext_noop("Publication review"), "Moderators approval"
#: Between the names of one thing in several languages.
BETWEEN = " / "


class Subject(Enum):
    #: Pages: Editors in the default language, Publishers in all, Translators in theirs.
    PAGES = auto()
    #: Images and documents. Who adds one may also change and delete it, until it is published
    #: (see `site_project.file_rights`).
    FILES = auto()
    #: Snippets with drafts: what is changed waits for a publisher. Kept to the languages of the person.
    DRAFTED = auto()
    #: Those of them that have translations.
    TRANSLATED = auto()
    #: Snippets without drafts: a change is public at once.
    UNDRAFTED = auto()
    #: Those of them that translators keep (`kept_by_translators`): the glossary.
    KEPT_BY_TRANSLATORS = auto()
    SETTINGS = auto()
    REDIRECTS = auto()


#: What each group may do, beyond entering the admin and submitting for translation. The actions are Wagtail's. What is
#: not here is for administrators: users, groups, collections, sites, languages, workflows.
RIGHTS: Mapping[str, Mapping[Subject, str]] = {
    EDITORS: {
        Subject.PAGES: "add change",
        Subject.FILES: "add choose",
        Subject.DRAFTED: "view add change",
        Subject.UNDRAFTED: "view add",
    },
    PUBLISHERS: {
        Subject.PAGES: "add change publish lock unlock bulk_delete",
        Subject.FILES: "add change choose",
        Subject.DRAFTED: "view add change delete publish lock unlock",
        Subject.UNDRAFTED: "view add change delete",
        Subject.SETTINGS: "change",
        Subject.REDIRECTS: "add change delete",
    },
    TRANSLATORS: {
        Subject.PAGES: "change publish",
        Subject.FILES: "choose",
        Subject.TRANSLATED: "view change publish",
        Subject.KEPT_BY_TRANSLATORS: "view add change delete",
    },
}

#: What Wagtail's migrations give on the root of the tree of pages and of the collections, and for all files.
STOCK: Mapping[str, Mapping[Subject, str]] = {
    EDITORS: {Subject.PAGES: "add change", Subject.FILES: "add change choose"},
    STOCK_MODERATORS: {Subject.PAGES: "add change publish lock unlock", Subject.FILES: "add change choose"},
}


def translators(code: str) -> str:
    """The group that translates into a language ("Translators: Spanish"), as code knows it."""
    with translation.override("en"):
        try:
            language = translation.get_language_info(code)["name"]
        except KeyError:  # a language that Django does not know
            language = code
    return f"{TRANSLATORS}: {language}"


def group_named(name: str) -> Group:
    """The group that code knows by this name.

    Raises:
        Group.DoesNotExist: there is none.
    """
    group: Group | None = _find(Group, name)
    if group is None:
        raise Group.DoesNotExist(name)
    return group


def in_all_languages(name: str, translated_into: str = "") -> str:
    """What people see of a group or the workflow, as in "Editors / Redactores": its name as code knows it, then in the
    languages of the site.

    Names are data, the same for everyone who looks: Wagtail shows them in its forms, lists and mails as they are.

    Args:
        translated_into: the code of a language that belongs to it.
    """
    names = [name]
    kind = name.partition(":")[0]
    for code in language_codes():
        with translation.override(code):
            said = gettext(kind)
            if said != kind:
                names.append(f"{said}: {language_name(translated_into)}" if translated_into else said)
    return BETWEEN.join(dict.fromkeys(names))


def _find(model: type[Model], name: str) -> Any:
    named: Any = model._default_manager.filter(Q(name=name) | Q(name__startswith=name + BETWEEN))
    return named.order_by("pk").first()


def _ensure_named(model: type[Model], name: str, translated_into: str = "", **values: object) -> tuple[Any, bool]:
    """The object that code knows by this name, with the name that people see; and whether it was made."""
    found, shown = _find(model, name), in_all_languages(name, translated_into)
    if found is None:
        return model._default_manager.create(name=shown, **values), True
    if found.name != shown:  # a language was added
        found.name = shown
        found.save(update_fields=["name"])
    return found, False


def ensure_groups(homes: Mapping[str, Page]) -> dict[str, Group]:
    """Make the groups and give them their permissions.

    Args:
        homes: the home page of each language, by language code. The default language must be among them.

    Returns:
        The groups, by the names that code knows them by.
    """
    _take_stock_permissions()
    default = Locale.get_default().language_code
    groups = {
        EDITORS: _equip(EDITORS, RIGHTS[EDITORS], [homes[default]]),
        PUBLISHERS: _equip(PUBLISHERS, RIGHTS[PUBLISHERS], homes.values()),
    }
    for code, home in homes.items():
        if code != default:
            name = translators(code)
            groups[name] = _equip(name, RIGHTS[TRANSLATORS], [home], translated_into=code)
    return groups


def _take_stock_permissions() -> None:
    for name, stock in STOCK.items():
        group, wanted = _find(Group, name), RIGHTS.get(name, {})
        if group is None:
            continue
        permissions.revoke_root_page_permissions(
            group, stock[Subject.PAGES].split()
        )  # the table's are on the home pages
        excess = set(stock[Subject.FILES].split()) - set(wanted.get(Subject.FILES, "").split())
        permissions.revoke_file_permissions(group, excess)
    Group.objects.filter(name=STOCK_MODERATORS, user=None).delete()


def _equip(name: str, rights: Mapping[Subject, str], homes: Iterable[Page], translated_into: str = "") -> Group:
    group: Group = _ensure_named(Group, name, translated_into)[0]
    group.permissions.add(permissions.access_admin_permission(), permissions.submit_translation_permission())
    for subject, written in rights.items():
        actions = written.split()
        if subject is Subject.PAGES:
            for home in homes:
                permissions.grant_page_permissions(group, home, actions)
        elif subject is Subject.FILES:
            permissions.grant_file_permissions(group, actions)
        else:
            group.permissions.add(*permissions.model_permissions(_models(subject), actions))
    return group


def _models(subject: Subject) -> list[type[Model]]:
    """The models that a subject stands for; those that apps add later among them."""
    if subject is Subject.SETTINGS:
        return list(registry)
    if subject is Subject.REDIRECTS:
        return [Redirect]
    snippets: list[type[Model]] = get_snippet_models()
    if subject is Subject.TRANSLATED:
        return [model for model in snippets if issubclass(model, TranslatableMixin)]
    if subject is Subject.KEPT_BY_TRANSLATORS:
        return [model for model in snippets if getattr(model, "kept_by_translators", False)]
    is_drafted = subject is Subject.DRAFTED
    return [model for model in snippets if issubclass(model, DraftStateMixin) == is_drafted]


def ensure_workflow(homes: Mapping[str, Page]) -> Workflow:
    """Make the workflow and attach it to the home pages and kinds of snippets that have none.

    `ensure_groups` goes first: it makes the group that approves.

    Args:
        homes: the home page of each language, by language code.
    """
    workflow: Workflow
    workflow, is_new = _ensure_named(Workflow, WORKFLOW)
    # Whoever puts other tasks into the workflow does not get this one again.
    if is_new or _find(GroupApprovalTask, WORKFLOW):
        task, _is_new = _ensure_named(GroupApprovalTask, WORKFLOW)
    if is_new:
        task.groups.add(group_named(PUBLISHERS))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes.values():
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    for model in get_snippet_models():
        if issubclass(model, WorkflowMixin):
            content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
            WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
    _retire_stock_workflow()
    return workflow


def _retire_stock_workflow() -> None:
    """Deactivate Wagtail's own workflow, unless somebody has put it to use on a page below the root."""
    for workflow in Workflow.objects.filter(name=STOCK_WORKFLOW, active=True):
        if workflow.workflow_pages.exclude(page__depth=1).exists():
            continue
        tasks = [task.specific for task in workflow.tasks]
        workflow.deactivate()
        for task in tasks:
            if not task.active_workflows.exists():
                task.deactivate()
