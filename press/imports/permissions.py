"""Who may do what with an import: the permissions of clippings, in the languages of the person."""

from press.imports.models import ImportRow, PressImport
from press.imports.querysets import PressImportQuerySet
from press.models import Clipping, Outlet
from site_project.users.permissions import LocalePermissionPolicy, User, locale_ids_of


def may_add(user: User) -> bool:
    """Whether `user` may add clippings in any language."""
    return LocalePermissionPolicy(Clipping).user_has_permission(user, "add")


def imports_of(user: User) -> PressImportQuerySet:
    """The imports that `user` may see and work on: their own and their colleagues', in their languages."""
    if not may_add(user):
        return PressImport.objects.none()
    return PressImport.objects.filter(locale__in=locale_ids_of(user))


def may_publish(user: User, press_import: PressImport) -> bool:
    """Whether what `user` files from this import may be published at once."""
    return LocalePermissionPolicy(Clipping).user_has_permission_for_instance(user, "publish", press_import)


def may_create_outlets(user: User) -> bool:
    return LocalePermissionPolicy(Outlet).user_has_permission(user, "add")


def may_undo(user: User, press_import: PressImport) -> bool:
    """Whether `user` may undo the import: those who may delete or publish clippings, and its owner as long as all of
    its clippings are drafts."""
    policy = LocalePermissionPolicy(Clipping)
    if any(policy.user_has_permission_for_instance(user, action, press_import) for action in ("delete", "publish")):
        return True
    own = press_import.user_id is not None and press_import.user_id == user.pk
    return own and not ImportRow.objects.filter(press_import=press_import, clipping__live=True).exists()
