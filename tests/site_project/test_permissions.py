"""Who may act in which language."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import GroupPagePermission, Page

from site_project.users.permissions import (
    LocalePermissionPolicy,
    grant_page_permissions,
    locale_ids_of,
    locales_of,
    may,
)


def codes(user, **kwargs):
    return {locale.language_code for locale in locales_of(user, **kwargs)}


def test_people_act_in_the_languages_whose_home_page_they_may_work_on(people):
    assert codes(people.editor) == {"en"}
    assert codes(people.translator) == {"es"}
    assert codes(people.publisher) == {"en", "es"}
    assert codes(people.admin) == {"en", "es"}


def test_languages_by_action(people):
    assert codes(people.editor, actions=["publish"]) == set()
    assert codes(people.translator, actions=["publish"]) == {"es"}
    assert codes(people.translator, actions=["add"]) == set()


def test_nobody_else_acts_in_any_language(homes, make_user):
    assert locale_ids_of(make_user("nobody")) == frozenset()
    assert locale_ids_of(make_user("gone", is_superuser=True, is_active=False)) == frozenset()
    assert locale_ids_of(AnonymousUser()) == frozenset()


def test_the_root_of_the_tree_stands_for_all_languages(homes, make_user):
    grant_page_permissions(Group.objects.create(name="All"), Page.get_first_root_node(), ["change"])
    assert codes(make_user("somebody", "All")) == {"en", "es"}


def test_a_part_of_a_language_is_not_the_language(homes, english_page, make_user):
    grant_page_permissions(Group.objects.create(name="Part"), english_page, ["change", "publish"])
    user = make_user("somebody", "Part")
    assert codes(user) == set()
    assert may(user, "change", english_page)


def test_locking_alone_gives_no_language(homes, make_user):
    grant_page_permissions(Group.objects.create(name="Locksmiths"), homes["es"], ["lock", "unlock"])
    assert codes(make_user("somebody", "Locksmiths")) == set()


def test_languages_are_asked_for_once_per_request(people, django_assert_num_queries):
    locale_ids_of(people.translator)
    with django_assert_num_queries(0):
        locale_ids_of(people.translator)


class TestPolicy:
    @pytest.fixture
    def policy(self, menu):
        return LocalePermissionPolicy(type(menu))

    def test_instances(self, people, policy, menu, spanish_menu):
        for action in ("change", "publish"):
            assert policy.user_has_permission(people.translator, action)
            assert policy.user_has_permission_for_instance(people.translator, action, spanish_menu)
            assert not policy.user_has_permission_for_instance(people.translator, action, menu)
        assert policy.user_has_permission_for_instance(people.translator, "view", menu)
        assert not policy.user_has_permission_for_instance(people.translator, "delete", spanish_menu)
        assert policy.user_has_permission_for_instance(people.editor, "change", menu)
        assert not policy.user_has_permission_for_instance(people.editor, "change", spanish_menu)
        assert policy.user_has_permission_for_instance(people.publisher, "publish", menu)
        assert policy.user_has_permission_for_instance(people.admin, "delete", spanish_menu)

    def test_querysets(self, people, policy, menu, spanish_menu):
        changeable = policy.instances_user_has_any_permission_for(people.translator, ["change"])
        assert list(changeable) == [spanish_menu]
        assert set(policy.instances_user_has_any_permission_for(people.translator, ["change", "view"])) == {
            menu,
            spanish_menu,
        }
        assert not policy.instances_user_has_any_permission_for(people.translator, ["delete"])

    def test_people_for_an_instance(self, people, policy, menu, spanish_menu):
        assert set(policy.users_with_permission_for_instance("change", menu)) == {
            people.editor,
            people.publisher,
            people.admin,
        }
        assert people.translator in policy.users_with_permission_for_instance("change", spanish_menu)

    def test_the_model_permission_is_still_needed(self, homes, make_user, policy, spanish_menu):
        grant_page_permissions(Group.objects.create(name="Pages only"), homes["es"], ["change"])
        user = make_user("somebody", "Pages only")
        assert codes(user) == {"es"}
        assert not policy.user_has_permission_for_instance(user, "change", spanish_menu)

    def test_without_a_language_there_is_no_permission(self, people, policy):
        GroupPagePermission.objects.filter(group__user=people.translator).delete()
        user = type(people.translator).objects.get(pk=people.translator.pk)
        assert not policy.user_has_permission(user, "change")
        assert policy.user_has_permission(user, "view")
