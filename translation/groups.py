"""The groups that staff and translators belong to.

`ensure_groups` and `ensure_workflow` can run any number of times: they run at every start. They give these groups the
rights that their jobs need, again if somebody has taken one away; whoever wants other rights makes another group. What
an administrator has added is left alone. All that is taken away is what Wagtail's own migrations give: its "Editors"
and "Moderators" may write in every language.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.utils import translation
from wagtail.models import DraftStateMixin, Locale, Page

from translation import permissions as grants
from translation.workflow import PUBLISHERS, ensure_workflow

__all__ = ["EDITORS", "PUBLISHERS", "ensure_groups", "ensure_workflow", "translators"]

#: Communications staff: write in the default language and submit.
EDITORS = "Editors"
#: Of Wagtail's migrations; Publishers take its place.
STOCK_MODERATORS = "Moderators"

STOCK_ROOT_ACTIONS = {
    EDITORS: ["add", "change"],
    STOCK_MODERATORS: ["add", "change", "publish", "lock", "unlock"],
}


def translators(code: str) -> str:
    """The name of the group that translates into a language ("Translators: Spanish"). Names of groups are data, and
    the same for everyone, so this one is always in English."""
    with translation.override("en"):
        try:
            language = translation.get_language_info(code)["name"]
        except KeyError:  # a language that Django does not know
            language = code
    return f"Translators: {language}"


def ensure_groups(homes: Mapping[str, Page]) -> dict[str, Group]:
    """Make the groups and give them their permissions.

    Args:
        homes: the home page of each language, by language code. The default language must be among them.

    Returns:
        The groups, by name.
    """
    _take_stock_permissions()
    default = Locale.get_default().language_code
    names = [EDITORS, PUBLISHERS, *(translators(code) for code in homes if code != default)]
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in names}

    for group in groups.values():
        grants.give(group, [grants.entering_admin(), grants.submitting_translations()])
    _equip_editors(groups[EDITORS], homes[default])
    _equip_publishers(groups[PUBLISHERS], homes)
    for code, home in homes.items():
        if code != default:
            _equip_translators(groups[translators(code)], home)
    return groups


def _take_stock_permissions() -> None:
    for group in Group.objects.filter(name__in=STOCK_ROOT_ACTIONS):
        grants.take_from_root(group, STOCK_ROOT_ACTIONS[group.name])
    Group.objects.filter(name=STOCK_MODERATORS, user=None).delete()


def _equip_editors(group: Group, home: Page) -> None:
    grants.give_for_page(group, home, ["add", "change"])
    # What they added they may also change; with "change" they could delete anybody's.
    grants.give_for_files(group, ["add", "choose"])
    # What has no drafts would change for visitors at once: of that they may add, and not change.
    drafted = [model for model in grants.snippets() if issubclass(model, DraftStateMixin)]
    grants.give(group, grants.for_models(drafted, ["view", "add", "change"]))
    grants.give(group, grants.for_models(set(grants.snippets()) - set(drafted), ["view", "add"]))


def _equip_publishers(group: Group, homes: Mapping[str, Page]) -> None:
    for home in homes.values():
        grants.give_for_page(group, home, ["add", "change", "publish", "lock", "unlock", "bulk_delete"])
    grants.give_for_files(group, ["add", "change", "delete", "choose"])
    every_action = ["view", "add", "change", "delete", "publish", "lock", "unlock"]
    grants.give(group, grants.for_models(grants.snippets(), every_action))
    grants.give(group, grants.for_models(grants.settings_models(), ["change"]))
    grants.give(group, grants.redirects())


def _equip_translators(group: Group, home: Page) -> None:
    grants.give_for_page(group, home, ["change", "publish"])
    grants.give_for_files(group, ["choose"])
    # For the whole model, as Wagtail has it; the snippets' views keep them to their language.
    grants.give(group, grants.for_models(grants.snippets(translatable=True), ["view", "change", "publish"]))
