"""Blocks that are lists of small items: facts, resources, a timeline, questions and answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue

from site_project.blocks.base import PROSE_FEATURES, PlainCharBlock, PlainTextBlock, Previewed
from site_project.blocks.basic import DateBlock, ListBlock, StructBlock, URLBlock
from site_project.blocks.files import DocumentChooserBlock


class FactBlock(Previewed, StructBlock):
    value = PlainCharBlock(label=_("Number"), max_length=24, help_text=_("Short: “30”, “5 to 4”, “78.06%”."))
    label = PlainCharBlock(label=_("What it counts"), max_length=120)

    class Meta:
        icon = "order"
        label = _("Fact")
        label_format = "{value} {label}"
        description = _("One number and what it counts.")
        template = "site_project/blocks/fact.html"
        preview_value = {"value": "30", "label": _("cities and counties")}


class FactsBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    items = ListBlock(FactBlock(), label=_("Facts"), min_num=1, max_num=6)

    class Meta:
        icon = "order"
        label = _("Facts")
        label_format = "{heading}"
        description = _("Up to six numbers, large, with what they count.")
        template = "site_project/blocks/facts.html"
        preview_value = {
            "heading": _("In numbers"),
            "items": [
                {"value": "30", "label": _("cities and counties")},
                {"value": "100+", "label": _("officials signed the letter")},
            ],
        }


class ResourceValue(StructValue):
    @property
    def href(self) -> str:
        """The address of the document or page; empty when the document was deleted and there is nothing else."""
        document = self.get("document")
        return str(document.url if document else self.get("url") or "")


class ResourceBlock(StructBlock):
    title = PlainCharBlock(label=_("Title"), max_length=160)
    description = PlainCharBlock(label=_("Description"), required=False, max_length=255)
    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = URLBlock(label=_("Or an address"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Resource")
        label_format = "{title}"
        value_class = ResourceValue

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        document, url = value["document"], value["url"]
        if (document and url) or not (document or url or self.is_deferred_validation):
            message = ValidationError(_("Choose a document or give an address: one of the two."))
            raise StructBlockValidationError(block_errors={"document": message, "url": message})
        return value


class ResourcesBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    items = ListBlock(ResourceBlock(), label=_("Resources"), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Resources")
        label_format = "{heading}"
        description = _("Documents to download and pages elsewhere, each with a line on what it is.")
        template = "site_project/blocks/resources.html"
        preview_value = {
            "heading": _("Toolkit"),
            "items": [
                {
                    "title": _("Model policy for city councils"),
                    "description": _("Twelve pages, with wording to adapt"),
                    "document": None,
                    "url": "https://example.org/model-policy",
                }
            ],
        }

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"is_shown": any(resource.href for resource in value["items"])}


class MilestoneBlock(StructBlock):
    date = DateBlock(label=_("Date"))
    title = PlainCharBlock(label=_("What happened"), max_length=160)
    text = PlainTextBlock(label=_("More about it"), required=False, rows=2)

    class Meta:
        icon = "date"
        label = _("Milestone")
        label_format = "{date} {title}"


class TimelineBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    items = ListBlock(MilestoneBlock(), label=_("Milestones"), min_num=1)

    class Meta:
        icon = "history"
        label = _("Timeline")
        label_format = "{heading}"
        description = _("Dates that mattered, in the order you give them.")
        template = "site_project/blocks/timeline.html"
        preview_value = {
            "heading": _("How we got here"),
            "items": [
                {"date": "2017-03-27", "title": _("The convening opens in New York"), "text": ""},
                {
                    "date": "2017-04-12",
                    "title": _("An open letter goes to Washington"),
                    "text": _("Signed by 100 officials."),
                },
            ],
        }


class StepsCardBlock(StructBlock):
    title = PlainCharBlock(label=_("Title"), max_length=60, help_text=_("A place or a moment: “At the door”."))
    text = blocks.RichTextBlock(
        label=_("Steps"),
        features=PROSE_FEATURES,
        help_text=_("A numbered list, one short sentence for each step. Link phone numbers."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Card")
        label_format = "{title}"


class StepsCardsBlock(Previewed, StructBlock):
    """What to do in a few situations, for somebody who has no time. On paper they are cards to carry."""

    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    introduction = PlainTextBlock(label=_("Introduction"), required=False, rows=2)
    items = blocks.ListBlock(StepsCardBlock(), label=_("Cards"), min_num=1, max_num=6)

    class Meta:
        icon = "clipboard-list"
        label = _("Cards with steps")
        label_format = "{heading}"
        description = _("What to do in a few situations, step by step. Printed, they are cards to cut out and carry.")
        template = "site_project/blocks/steps_cards.html"
        preview_value = {
            "heading": _("Know your rights"),
            "introduction": "",
            "items": [
                {"title": _("At the door"), "text": _("<ol><li>Do not open.</li><li>Ask for a warrant.</li></ol>")},
                {"title": _("In the street"), "text": _("<ol><li>Ask: am I free to go?</li><li>Walk away.</li></ol>")},
            ],
        }


class QuestionBlock(StructBlock):
    question = PlainCharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=PROSE_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class FAQBlock(Previewed, StructBlock):
    """Questions that visitors ask, each answer folded under its question."""

    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    items = ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        label_format = "{heading}"
        description = _("Questions with answers that open on a tap. They work without scripts.")
        template = "site_project/blocks/faq.html"
        preview_value = {
            "heading": _("Questions"),
            "items": [{"question": _("Is this legal advice?"), "answer": _("<p>No. It is general information.</p>")}],
        }
