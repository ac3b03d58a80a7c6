"""Who may see a page is a fact: a page that is made private is private in every language.

A translation can be more private than its original, never less.
"""

from django.db.models.signals import m2m_changed
from wagtail.models import Page, PageViewRestriction

from translation.querysets import translations_of


def connect_groups() -> None:
    """Listen for the groups of a restriction, which are saved after it."""
    through = PageViewRestriction.groups.through
    m2m_changed.connect(_groups_changed, sender=through, dispatch_uid="translation.restricted_groups")


def added(instance: PageViewRestriction, **kwargs: object) -> None:
    """After a page was made private, or is so in another way."""
    for target in translations_of(instance.page):
        restrict(instance, target)


def _groups_changed(instance: object, action: str, **kwargs: object) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        added(instance)


def removed(instance: PageViewRestriction, origin: object, **kwargs: object) -> None:
    """After a page was made public: so are its translations that were private in the same way.

    Not when it went with its page: `origin` is what was deleted, an object or a query set.
    """
    if getattr(origin, "model", type(origin)) is not PageViewRestriction:
        return
    for target in translations_of(instance.page):
        same = target.view_restrictions.filter(restriction_type=instance.restriction_type, password=instance.password)
        for restriction in same:
            restriction.delete()


def restrict(restriction: PageViewRestriction, target: Page) -> None:
    """Make a translation as private as its original."""
    copy = target.view_restrictions.filter(restriction_type=restriction.restriction_type).first()
    copy = copy or PageViewRestriction(page=target, restriction_type=restriction.restriction_type)
    groups = list(restriction.groups.all())
    if copy.pk is None or copy.password != restriction.password:
        copy.password = restriction.password
        copy.save()
    if set(copy.groups.all()) != set(groups):
        copy.groups.set(groups)


def restrict_as(original: Page, target: Page) -> None:
    """Make a translation as private as its original; what restrictions it has of its own stay."""
    for restriction in PageViewRestriction.objects.filter(page=original.pk):
        restrict(restriction, target)
