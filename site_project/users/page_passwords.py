"""Passwords of private pages and collections are stored as hashes, like those of accounts. Wagtail stores what was typed."""

from django.contrib.auth.hashers import identify_hasher, make_password
from django.db.models.signals import pre_save
from django.forms import PasswordInput
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, PageViewRestriction


def connect() -> None:
    for model in (PageViewRestriction, CollectionViewRestriction):
        pre_save.connect(_hash, sender=model, dispatch_uid=f"hash-password-{model.__name__}")
    # The form gets the hash back when somebody saves it without a change, and nobody wants to read it.
    for form in (PageViewRestrictionForm, CollectionViewRestrictionForm):
        form.base_fields["password"].widget = PasswordInput(render_value=True, attrs={"autocomplete": "new-password"})


def _hash(instance: BaseViewRestriction, **_signal: object) -> None:
    if instance.password and not _is_hash(instance.password):
        instance.password = make_password(instance.password)


def _is_hash(password: str) -> bool:
    try:
        identify_hasher(password)
    except ValueError:
        return False
    return True
