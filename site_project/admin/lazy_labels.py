"""Labels that Wagtail translates once, when the process starts: here in the language of whoever reads them."""

from typing import Any

from django.db.models import Model
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

#: Under a name of its own: the texts are in the catalogs of Wagtail and are not collected for ours.
their_words = gettext_lazy

LABELS = ("choose_one_text", "choose_another_text", "link_to_chosen_text")


class LazyBreadcrumbs:
    """For the viewset of a snippet."""

    breadcrumbs_items = WagtailAdminTemplateMixin.breadcrumbs_items


class LazySnippetChooser(AdminSnippetChooser):
    """Wagtail's, but forms are made once: its labels are translated when they are shown."""

    def __init__(self, model: type[Model], **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        label = lazy(lambda name: str(getattr(AdminSnippetChooser(model), name)), str)
        for name in LABELS:
            setattr(self, name, label(name))


class LazyChooserViewSet(SnippetChooserViewSet):
    """Choosing snippets of a kind, with such labels."""

    choose_one_text = their_words(SnippetChooserViewSet.choose_one_text)
    search_tab_label = their_words(SnippetChooserViewSet.search_tab_label)
    create_action_label = their_words(SnippetChooserViewSet.create_action_label)

    @cached_property
    def widget_class(self) -> LazySnippetChooser:
        return LazySnippetChooser(model=self.model, icon=self.icon)
