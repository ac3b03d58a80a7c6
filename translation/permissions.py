"""Finding permissions, giving them to groups and taking them away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page


def give(group: Group, permissions: Iterable[Permission]) -> None:
    """Give a group permissions for whole models; those that it has already stay."""
    group.permissions.add(*permissions)


def give_for_page(group: Group, page: Page, actions: Iterable[str]) -> None:
    """Give a group actions ("add", "change", "publish", "lock", "unlock", "bulk_delete") on a page and all below it."""
    for action in actions:
        permission = Permission.objects.get(content_type=_page_type(), codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def take_from_root_page(group: Group, actions: Iterable[str]) -> None:
    """Take actions on the root of the page tree, and thereby on every language, from a group."""
    codenames = [f"{action}_page" for action in actions]
    GroupPagePermission.objects.filter(group=group, page__depth=1, permission__codename__in=codenames).delete()


def give_for_files(group: Group, actions: Iterable[str]) -> None:
    """Give a group actions ("add", "change", "choose") on all images and documents."""
    root = Collection.get_first_root_node()
    for permission in _for_files(actions):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def take_for_files(group: Group, actions: Iterable[str]) -> None:
    """Take actions on all images and documents from a group; what it may do in other collections than the root stays.

    The permissions for whole models go as well: Wagtail gave them before there were collections, and asks no more.
    """
    in_root = GroupCollectionPermission.objects.filter(group=group, collection__depth=1)
    in_root.filter(permission__in=_for_files(actions)).delete()
    group.permissions.remove(*_for_files(["add", "change", "delete", "choose"]))


def _for_files(actions: Iterable[str]) -> QuerySet[Permission]:
    codenames = [f"{action}_{model}" for action in actions for model in ("image", "document")]
    return Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        content_type__model__in=["image", "document"],
        codename__in=codenames,
    )


def for_models(models: Iterable[type[Model]], actions: Iterable[str]) -> Iterator[Permission]:
    """The permissions for `actions` on models, as far as the models know the actions."""
    wanted = set(actions)
    for model in models:
        codenames = {get_permission_codename(action, model._meta) for action in wanted}
        content_type = ContentType.objects.get_for_model(model)
        yield from Permission.objects.filter(content_type=content_type, codename__in=codenames)


def entering_admin() -> Permission:
    """The permission to enter the admin."""
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def submitting_translations() -> Permission:
    """The permission to submit for translation. wagtail-localize makes it once, in a migration: a flush loses it."""
    content_type, _created = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    permission, _created = Permission.objects.get_or_create(
        content_type=content_type,
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )
    return permission


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)
