"""The groups and the workflow, and that making them again changes nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import translation
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from site_project.users.groups import (
    EDITORS,
    PUBLISHERS,
    STOCK_WORKFLOW,
    WORKFLOW,
    ensure_groups,
    ensure_workflow,
    in_all_languages,
    translators,
)
from site_project.users.permissions import grant_page_permissions, submit_translation_permission


def page_actions(group, page):
    codenames = group.page_permissions.filter(page=page).values_list("permission__codename", flat=True)
    return {codename.removesuffix("_page") for codename in codenames}


def state():
    """Everything that `ensure_groups` and `ensure_workflow` write, as it is now."""
    return (
        sorted(Group.objects.values_list("name", "permissions__codename", "permissions__content_type"), key=str),
        sorted(GroupPagePermission.objects.values_list("group__name", "page", "permission__codename")),
        sorted(Group.objects.values_list("name", "collection_permissions__permission__codename"), key=str),
        sorted(Workflow.objects.values_list("name", "active")),
        sorted(Task.objects.values_list("name", "active")),
        sorted(WorkflowPage.objects.values_list("page", "workflow__name")),
        sorted(WorkflowContentType.objects.values_list("content_type", "workflow__name")),
    )


def test_names():
    assert translators("es") == "Translators: Spanish"
    assert translators("qya") == "Translators: qya"


def test_names_are_english_whoever_asks(settings):
    with translation.override("es"):
        assert translators("es") == "Translators: Spanish"


class TestNames:
    """What code calls "Editors" is shown in all languages of the site, since Wagtail shows names as they are."""

    def test_groups(self, groups):
        assert groups[EDITORS].name == "Editors / Redactores"
        assert groups[translators("es")].name == "Translators: Spanish / Traductores: español"

    def test_the_workflow(self, groups, client, people, english_page):
        assert english_page.get_workflow().name == "Publication review / Revisión de publicación"
        client.force_login(people.editor)
        url = reverse("wagtailadmin_pages:edit", args=[english_page.pk])
        assert (
            "Enviar a Publication review / Revisión de publicación"
            in client.get(url, headers={"Accept-Language": "es"}).text
        )

    def test_plain_ones_get_them_and_keep_their_people(self, groups, homes, people):
        Group.objects.filter(pk=groups[EDITORS].pk).update(name="Editors")
        Workflow.objects.filter(active=True).update(name=WORKFLOW)
        before = people.editor.groups.get().pk
        ensure_groups(homes)
        ensure_workflow(homes)
        group = people.editor.groups.get()
        assert (group.pk, group.name) == (before, "Editors / Redactores")
        assert list(Workflow.objects.filter(active=True).values_list("name", flat=True)) == [in_all_languages(WORKFLOW)]

    def test_a_language_more_makes_no_group_more(self, groups, homes, settings):
        count = Group.objects.count()
        settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
        assert ensure_groups(homes)[EDITORS].name == "Editors"
        assert Group.objects.count() == count


def test_pages(groups, homes):
    en, es = homes["en"], homes["es"]
    assert set(groups) == {EDITORS, PUBLISHERS, translators("es")}
    everything = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
    assert (page_actions(groups[EDITORS], en), page_actions(groups[EDITORS], es)) == ({"add", "change"}, set())
    assert page_actions(groups[PUBLISHERS], en) == page_actions(groups[PUBLISHERS], es) == everything
    translators_es = groups[translators("es")]
    assert (page_actions(translators_es, en), page_actions(translators_es, es)) == (set(), {"change", "publish"})


def test_nobody_keeps_rights_on_the_root(groups):
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()
    assert not Group.objects.filter(name="Moderators").exists()


def file_actions(group):
    return set(group.collection_permissions.values_list("permission__codename", flat=True))


def test_files(groups):
    """Wagtail's migrations let Editors change everybody's."""
    add, change, choose = ({f"{action}_image", f"{action}_document"} for action in ("add", "change", "choose"))
    assert file_actions(groups[EDITORS]) == add | choose
    assert file_actions(groups[PUBLISHERS]) == add | change | choose
    assert file_actions(groups[translators("es")]) == choose


def test_what_wagtail_gives_is_taken_again(groups, homes):
    stock = list(Permission.objects.filter(codename__in=["change_image", "change_document"]))
    for permission in stock:
        GroupCollectionPermission.objects.get_or_create(
            group=groups[EDITORS], collection=Collection.get_first_root_node(), permission=permission
        )
    groups[EDITORS].permissions.add(*stock)
    ensure_groups(homes)
    assert not file_actions(groups[EDITORS]) & {"change_image", "change_document"}
    assert not groups[EDITORS].permissions.filter(codename__in=["change_image", "change_document"])


def test_what_editors_may_do_in_a_collection_of_their_own_stays(groups, homes):
    photos = Collection.get_first_root_node().add_child(name="Photos")
    permission = Permission.objects.get(codename="change_image", content_type__app_label="wagtailimages")
    GroupCollectionPermission.objects.create(group=groups[EDITORS], collection=photos, permission=permission)
    ensure_groups(homes)
    assert groups[EDITORS].collection_permissions.filter(collection=photos).exists()


def test_stock_moderators_in_use_lose_the_root_only(homes, make_user):
    moderators, _created = Group.objects.get_or_create(name="Moderators")
    user = make_user("moderator", "Moderators")
    ensure_groups(homes)
    assert list(user.groups.all()) == [moderators]
    assert not moderators.page_permissions.exists()
    assert not file_actions(moderators) & {"change_image", "change_document"}


def test_making_them_again_changes_nothing(groups, homes):
    before = state()
    ensure_groups(homes)
    ensure_workflow(homes)
    assert state() == before


def test_what_an_administrator_added_stays(groups, homes):
    editors = groups[EDITORS]
    grant_page_permissions(editors, homes["es"], ["publish"])
    extra = Permission.objects.get(codename="add_user")
    editors.permissions.add(extra)
    ensure_groups(homes)
    assert page_actions(editors, homes["es"]) == {"publish"}
    assert extra in editors.permissions.all()


def test_a_lost_permission_is_made_again(homes):
    Permission.objects.filter(codename="submit_translation").delete()
    groups = ensure_groups(homes)
    for group in groups.values():
        assert submit_translation_permission() in group.permissions.all()


def test_a_third_language_gets_its_translators(groups, homes, french):
    home = homes["en"].copy_for_translation(french)
    assert translators("fr") in ensure_groups({**homes, "fr": home})


class TestWorkflow:
    def test_publishers_approve_in_every_language(self, groups, homes):
        workflow = Workflow.objects.get(name=in_all_languages(WORKFLOW))
        assert {page.get_workflow() for page in homes.values()} == {workflow}
        [task] = workflow.tasks
        assert list(task.specific.groups.all()) == [groups[PUBLISHERS]]

    def test_publishers_approve_menus(self, groups, menu):
        assert menu.get_workflow() == Workflow.objects.get(name=in_all_languages(WORKFLOW))

    def test_the_stock_workflow_retires(self, groups):
        stock = Workflow.objects.filter(name=STOCK_WORKFLOW)
        assert not stock.filter(active=True).exists()
        assert not Task.objects.filter(name=STOCK_WORKFLOW, active=True).exists()

    def test_unless_somebody_uses_it(self, homes):
        ensure_groups(homes)
        stock, _created = Workflow.objects.get_or_create(name=STOCK_WORKFLOW)
        WorkflowPage.objects.create(workflow=stock, page=homes["en"])
        ensure_workflow(homes)
        stock.refresh_from_db()
        assert stock.active
        assert homes["en"].get_workflow() == stock
        assert homes["es"].get_workflow().name == in_all_languages(WORKFLOW)

    def test_a_workflow_that_was_changed_by_hand_stays(self, groups, homes):
        workflow = Workflow.objects.get(name=in_all_languages(WORKFLOW))
        task = GroupApprovalTask.objects.create(name="Legal review")
        WorkflowTask.objects.filter(workflow=workflow).update(task=task)
        ensure_workflow(homes)
        assert list(workflow.tasks) == [Task.objects.get(pk=task.pk)]


def test_the_root_is_where_stock_rights_were(db):
    """The trap: Wagtail's migrations let its own groups write in every language."""
    root = Page.get_first_root_node()
    stock = Group.objects.filter(name__in=["Editors", "Moderators"], page_permissions__page=root).distinct()
    if not stock.exists():
        pytest.skip("the database was flushed, so nothing is left of the migrations' data")
    assert stock.count() == 2
