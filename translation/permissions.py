"""Finding permissions and giving them to groups, without taking any away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.contrib.settings.registry import registry
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models


def give(group: Group, permissions: Iterable[Permission]) -> None:
    """Give a group permissions for whole models; those that it has already stay."""
    group.permissions.add(*permissions)


def give_for_page(group: Group, page: Page, actions: Iterable[str]) -> None:
    """Give a group actions ("add", "change", "publish", "lock", "unlock", "bulk_delete") on a page and all below it."""
    for action in actions:
        permission = Permission.objects.get(content_type=_page_type(), codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def take_from_root(group: Group, actions: Iterable[str]) -> None:
    """Take actions on the root of the page tree, and thereby on every language, from a group."""
    codenames = [f"{action}_page" for action in actions]
    GroupPagePermission.objects.filter(group=group, page__depth=1, permission__codename__in=codenames).delete()


def give_for_files(group: Group, actions: Iterable[str]) -> None:
    """Give a group actions ("add", "change", "delete", "choose") on all images and documents."""
    root = Collection.get_first_root_node()
    for app_label, model_name in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for action in actions:
            permission = Permission.objects.get(
                content_type__app_label=app_label,
                content_type__model=model_name,
                codename=f"{action}_{model_name}",
            )
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def for_models(models: Iterable[type[Model]], actions: Iterable[str]) -> Iterator[Permission]:
    """The permissions for `actions` on models, as far as the models know the actions."""
    wanted = set(actions)
    for model in models:
        codenames = {get_permission_codename(action, model._meta) for action in wanted}
        content_type = ContentType.objects.get_for_model(model)
        yield from Permission.objects.filter(content_type=content_type, codename__in=codenames)


def snippets(*, translatable: bool = False) -> list[type[Model]]:
    """The registered snippet models; with `translatable`, those of them that have translations."""
    models = get_snippet_models()
    return [model for model in models if not translatable or issubclass(model, TranslatableMixin)]


def settings_models() -> list[type[Model]]:
    """The models that hold the site's settings."""
    return list(registry)


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


def redirects() -> Iterator[Permission]:
    """Everything about redirects."""
    yield from Permission.objects.filter(
        content_type__app_label="wagtailredirects", codename__in=["add_redirect", "change_redirect", "delete_redirect"]
    )


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)
