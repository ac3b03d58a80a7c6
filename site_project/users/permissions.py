"""Permissions per language, and granting permissions to groups.

Wagtail's page permissions follow the tree, and each language has a tree of its own, so they already are permissions
per language. Snippet permissions are for a whole model, and wagtail-localize asks for little more than "may edit this
kind of thing". Here both get the languages of the page tree: a person acts in the languages whose home page (or a page
above it) they may add to, change or publish.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from django.contrib.auth import get_permission_codename
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    LockableMixin,
    Page,
    Site,
    TranslatableMixin,
)
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

User: TypeAlias = AbstractBaseUser | AnonymousUser

#: The actions on a home page that make its language one of a person's own.
ACTIONS = frozenset({"add", "change", "publish"})
#: Looking at a snippet in another language is allowed: translators read the original.
READING = frozenset({"view"})

_CACHE = "_translation_locale_ids"


def locale_ids_of(user: User, actions: Iterable[str] = ACTIONS) -> frozenset[int]:
    """The primary keys of the locales in which `user` may do at least one of `actions`.

    The answer is kept on the user object, which lives as long as the request, like Wagtail's own page permissions.
    """
    wanted = frozenset(actions)
    known: dict[frozenset[str], frozenset[int]] = getattr(user, _CACHE, {})
    if wanted not in known:
        known[wanted] = _find_locale_ids(user, wanted)
        setattr(user, _CACHE, known)
    return known[wanted]


def locales_of(user: User, actions: Iterable[str] = ACTIONS) -> QuerySet[Locale]:
    """The locales in which `user` may do at least one of `actions` ("add", "change", "publish")."""
    return Locale.objects.filter(pk__in=locale_ids_of(user, actions))


def _find_locale_ids(user: User, actions: frozenset[str]) -> frozenset[int]:
    if not user.is_active:
        return frozenset()
    if getattr(user, "is_superuser", False):
        return frozenset(Locale.objects.values_list("pk", flat=True))
    codenames = {f"{action}_page" for action in actions}
    granted = [
        grant.page.path
        for grant in PagePermissionPolicy().get_cached_permissions_for_user(user)
        if grant.permission.codename in codenames
    ]
    if not granted:
        return frozenset()
    return frozenset(locale_id for path, locale_id in _homes() if any(path.startswith(above) for above in granted))


def _homes() -> Iterable[tuple[str, int]]:
    """(tree path, locale) of the home page of each language: the sites' root pages and their translations."""
    roots = Site.objects.values("root_page__translation_key")
    return Page.objects.filter(translation_key__in=roots).values_list("path", "locale_id")


class LocalePermissionPolicy(ModelPermissionPolicy):
    """Permission for a translatable model, as far as the user's own languages go.

    Set it through `site_project.admin.snippets.LocaleSnippetViewSet`: several of Wagtail's snippet views ask about the model
    and never about the instance, so the policy alone would leave them open.
    """

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the user may do `action` to some instances of the model."""
        allowed: bool = super().user_has_permission(user, action)
        return allowed and (action in READING or bool(locale_ids_of(user)))

    def user_has_permission_for_instance(self, user: User, action: str, instance: TranslatableMixin) -> bool:
        allowed: bool = super().user_has_permission(user, action)
        return allowed and (action in READING or instance.locale_id in locale_ids_of(user))

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Any]:
        """The instances to which the user may do at least one of `actions`."""
        held = {action for action in actions if super(LocalePermissionPolicy, self).user_has_permission(user, action)}
        instances: QuerySet[Any] = self.model._default_manager.all()
        if held & READING:
            return instances
        return instances.filter(locale__in=locale_ids_of(user)) if held else instances.none()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: TranslatableMixin
    ) -> QuerySet[Any]:
        """The active users who may do at least one of `actions` to this instance."""
        users: QuerySet[Any] = super().users_with_any_permission_for_instance(actions, instance)
        in_locale = [user.pk for user in users if instance.locale_id in locale_ids_of(user)]
        return users.filter(pk__in=in_locale)


def may(user: User, action: str, instance: TranslatableMixin) -> bool:
    """Whether `user` may do `action` ("change" or "publish") to this page or snippet, its language considered."""
    if isinstance(instance, Page):
        tester = instance.permissions_for_user(user)
        return bool(tester.can_publish() if action == "publish" else tester.can_edit())
    if isinstance(instance, TranslatableMixin):
        return LocalePermissionPolicy(type(instance)).user_has_permission_for_instance(user, action, instance)
    return bool(ModelPermissionPolicy(type(instance)).user_has_permission(user, action))


def is_locked_for(user: User, instance: TranslatableMixin) -> bool:
    """Whether a lock (set by hand, or by a moderation workflow) keeps `user` from changing this page or snippet."""
    # Drafts without locks have the method too, but it calls a parent's that only locks bring.
    lock = instance.get_lock() if isinstance(instance, LockableMixin) else None
    return bool(lock and lock.for_user(user))


def grant_page_permissions(group: Group, page: Page, actions: Iterable[str]) -> None:
    """Give a group actions ("add", "change", "publish", "lock", "unlock", "bulk_delete") on a page and all below it."""
    page_type = ContentType.objects.get_for_model(Page)
    for action in actions:
        permission = Permission.objects.get(content_type=page_type, codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def revoke_root_page_permissions(group: Group, actions: Iterable[str]) -> None:
    """Take actions on the root of the page tree, and thereby on every language, from a group."""
    codenames = [f"{action}_page" for action in actions]
    GroupPagePermission.objects.filter(group=group, page__depth=1, permission__codename__in=codenames).delete()


def grant_file_permissions(group: Group, actions: Iterable[str]) -> None:
    """Give a group actions ("add", "change", "choose") on all images and documents."""
    root = Collection.get_first_root_node()
    for permission in _file_permissions(actions):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def revoke_file_permissions(group: Group, actions: Iterable[str]) -> None:
    """Take actions on all images and documents from a group; what it may do in other collections than the root stays.

    The permissions for whole models go as well: Wagtail gave them before there were collections, and asks no more.
    """
    in_root = GroupCollectionPermission.objects.filter(group=group, collection__depth=1)
    in_root.filter(permission__in=_file_permissions(actions)).delete()
    group.permissions.remove(*_file_permissions(["add", "change", "delete", "choose"]))


def _file_permissions(actions: Iterable[str]) -> QuerySet[Permission]:
    codenames = [f"{action}_{model}" for action in actions for model in ("image", "document")]
    return Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        content_type__model__in=["image", "document"],
        codename__in=codenames,
    )


def model_permissions(models: Iterable[type[Model]], actions: Iterable[str]) -> Iterator[Permission]:
    """The permissions for `actions` on models, as far as the models know the actions."""
    wanted = set(actions)
    for model in models:
        codenames = {get_permission_codename(action, model._meta) for action in wanted}
        content_type = ContentType.objects.get_for_model(model)
        yield from Permission.objects.filter(content_type=content_type, codename__in=codenames)


def access_admin_permission() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def submit_translation_permission() -> Permission:
    """The permission to submit for translation. wagtail-localize makes it once, in a migration: a flush loses it."""
    content_type, _created = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    permission, _created = Permission.objects.get_or_create(
        content_type=content_type,
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )
    return permission
