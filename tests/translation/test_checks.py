"""The system checks find every trap, and nothing where there is none."""

import pytest
from django.core import checks as django_checks
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin, TranslatableMixin
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from tests.translation.test_traps import HalfBlock, ShoutBlock, nested
from translation import checks
from translation.checks.blocks import problems_in_block
from translation.checks.configuration import problems_in_settings, problems_in_snippet_views
from translation.checks.models import problems_in_model
from translation.checks.rich_text import problems_in_features


def found(problems):
    """(number, path) of each problem."""
    return [(problem.id.removeprefix("translation."), problem.msg.split(":")[0]) for problem in problems]


def in_block(block):
    return found(problems_in_block(block, "body.b"))


def test_this_site_has_no_problem():
    assert django_checks.run_checks(tags=[checks.TAG]) == []


def test_every_problem_is_an_error_and_says_what_to_do():
    [problem] = problems_in_block(TableBlock(), "body.table")
    assert problem.level == django_checks.ERROR
    assert problem.hint


class TestBlocks:
    @pytest.mark.parametrize(
        "block",
        [
            blocks.CharBlock(),
            blocks.TextBlock(),
            blocks.BlockQuoteBlock(),
            blocks.URLBlock(),
            blocks.EmailBlock(),
            blocks.RichTextBlock(features=["bold", "link", "document-link"]),
            blocks.PageChooserBlock(),
            blocks.ChoiceBlock(choices=[("a", "A")]),
            blocks.MultipleChoiceBlock(choices=[("a", "A")]),
            blocks.DateBlock(),
            blocks.DateTimeBlock(),
            blocks.TimeBlock(),
            blocks.IntegerBlock(),
            blocks.FloatBlock(),
            blocks.DecimalBlock(),
            blocks.BooleanBlock(),
            blocks.StaticBlock(),
            ImageChooserBlock(),
            ImageBlock(),
            DocumentChooserBlock(),
            EmbedBlock(),
        ],
        ids=lambda block: type(block).__name__,
    )
    def test_what_is_translated_or_holds_no_text(self, block):
        assert in_block(block) == []
        assert in_block(blocks.StructBlock([("x", block)])) == []
        assert in_block(blocks.ListBlock(blocks.StructBlock([("x", blocks.ListBlock(block))]))) == []

    @pytest.mark.parametrize(
        "block",
        [blocks.RegexBlock(regex="."), blocks.RawHTMLBlock(), TableBlock(), TypedTableBlock(), ShoutBlock()],
        ids=lambda block: type(block).__name__,
    )
    def test_text_that_is_skipped(self, block):
        assert in_block(block) == [("E001", "body.b")]
        assert in_block(nested(blocks.ListBlock(block))) == [("E001", "body.b.inner.item")]
        assert in_block(blocks.StreamBlock([("x", block)])) == [("E001", "body.b.x")]

    def test_a_block_of_an_unknown_kind(self):
        class Odd(blocks.Block):
            pass

        assert in_block(Odd()) == [("E001", "body.b")]

    def test_values_that_are_declared_not_to_be_language(self):
        class Code(blocks.RegexBlock):
            class Meta:
                not_language = True

        assert in_block(blocks.RegexBlock(regex=".", not_language=True)) == []
        assert in_block(Code(regex=".")) == []
        assert in_block(blocks.StructBlock([("table", TableBlock())], not_language=True)) == []

    def test_a_block_with_one_hook(self):
        assert in_block(HalfBlock()) == [("E002", "body.b")]

        class WholeBlock(HalfBlock):
            def restore_translated_segments(self, value, segments):
                return value

        class LineBlock(blocks.CharBlock):
            def get_translatable_segments(self, value):
                return []

        assert in_block(WholeBlock()) == []
        assert in_block(LineBlock()) == []

    def test_lists_in_nested_structs(self):
        struct = blocks.StructBlock([("points", blocks.ListBlock(blocks.CharBlock()))])
        assert in_block(struct) == []
        assert in_block(nested(struct)) == [("E003", "body.b.inner.points")]
        assert in_block(nested(nested(struct))) == [("E003", "body.b.inner.inner.points")]
        assert in_block(blocks.ListBlock(nested(struct))) == [("E003", "body.b.item.inner.points")]
        assert in_block(nested(blocks.ListBlock(struct))) == []
        assert in_block(nested(blocks.StreamBlock([("s", struct)]))) == []

    def test_images_in_nested_structs(self):
        assert in_block(nested(nested(ImageBlock()))) == [("E004", "body.b.inner.inner")]
        assert in_block(nested(blocks.ListBlock(nested(ImageBlock())))) == []

    def test_values_in_nested_structs(self):
        struct = blocks.StructBlock([("value", blocks.CharBlock())])
        assert in_block(nested(struct)) == [("E005", "body.b.inner")]
        assert in_block(nested(blocks.ListBlock(struct))) == []

    def test_lists_of_lists(self):
        def lists(block):
            return blocks.ListBlock(blocks.ListBlock(block))

        link = blocks.StructBlock([("links", blocks.ListBlock(blocks.URLBlock()))])
        assert in_block(lists(link)) == [("E006", "body.b.item.item")]
        assert in_block(lists(blocks.StructBlock([("title", blocks.CharBlock())]))) == []
        assert in_block(lists(blocks.URLBlock())) == []
        assert in_block(nested(lists(link))) == []


class TestRichText:
    def test_images_and_media(self):
        found_now = problems_in_features("default", ["bold", "image", "embed"], "x")
        assert found(sorted(found_now, key=lambda p: p.msg)) == [("E007", "x"), ("E007", "x")]
        assert in_block(blocks.RichTextBlock(features=["image"])) == [("E007", "body.b")]

    def test_all_features_of_the_apps_are_the_default(self, settings):
        settings.WAGTAILADMIN_RICH_TEXT_EDITORS = {}
        assert in_block(blocks.RichTextBlock()) == [("E007", "body.b")] * 2

    def test_the_setting_makes_the_default(self, settings):
        editor = {"WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea"}
        settings.WAGTAILADMIN_RICH_TEXT_EDITORS = {
            "default": {**editor, "OPTIONS": {"features": ["bold"]}},
            "rich": {**editor, "OPTIONS": {"features": ["image"]}},
        }
        assert in_block(blocks.RichTextBlock()) == []
        assert in_block(blocks.RichTextBlock(editor="rich")) == [("E007", "body.b")]
        assert in_block(blocks.RichTextBlock(editor="rich", features=["bold"])) == []


@pytest.mark.usefixtures("own_models")
class TestModels:
    def make(self, *bases, name="Thing", **attributes):
        meta = type("Meta", (TranslatableMixin.Meta,), {"app_label": "own"})
        bases = bases or (DraftStateMixin, RevisionMixin, TranslatableMixin, ClusterableModel)
        return type(name, bases, {"__module__": __name__, "Meta": meta, **attributes})

    def plain(self, name="Plain", **attributes):
        meta = type("Meta", (), {"app_label": "own"})
        return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **attributes})

    def test_automatic_fields(self):
        thing = self.make(
            title=models.CharField(max_length=9),
            text=RichTextField(features=["bold"]),
            url=models.URLField(),
            plain=models.ForeignKey(self.plain(), models.CASCADE),
        )
        assert found(problems_in_model(thing)) == []

    def test_a_forgotten_field(self):
        thing = self.make(
            title=models.CharField(max_length=9),
            text=models.TextField(),
            kind=models.CharField(max_length=9, choices=[("a", "A")]),
            url=models.URLField(),
            code=models.CharField(max_length=9),
            computed=models.CharField(max_length=9, editable=False),
            verbatim=models.CharField(max_length=9),
            translatable_fields=[TranslatableField("title"), SynchronizedField("verbatim")],
            not_language={"code"},
        )
        assert found(problems_in_model(thing)) == [("E008", "own.Thing.text")]

    def test_rich_text_with_images(self):
        thing = self.make(text=RichTextField(features=["image"]), other=RichTextField(features=["image"]))
        thing.override_translatable_fields = [SynchronizedField("other")]
        assert found(problems_in_model(thing)) == [("E007", "own.Thing.text")]

    def test_child_objects_with_text(self):
        thing = self.make()
        meta = type("Meta", (), {"app_label": "own"})
        type(
            "Child",
            (Orderable, ClusterableModel),
            {
                "__module__": __name__,
                "Meta": meta,
                "thing": ParentalKey(thing, related_name="children"),
                "url": models.URLField(),
                "kind": models.CharField(max_length=9, choices=[("a", "A")]),
                "label": models.CharField(max_length=9),
                "code": models.CharField(max_length=9),
                "not_language": {"code"},
            },
        )
        assert found(problems_in_model(thing)) == [("E009", "own.Thing.children.label")]

    def test_translatable_child_objects(self):
        thing = self.make()
        self.make(TranslatableMixin, Orderable, name="Child", thing=ParentalKey(thing, related_name="children"))
        assert found(problems_in_model(thing)) == []
        thing.translatable_fields = []
        assert found(problems_in_model(thing)) == [("E008", "own.Thing.children")]

    def test_many_to_many(self):
        plain = self.plain()
        thing = self.make(
            free=models.ManyToManyField(plain, related_name="+"),
            wrong=models.ManyToManyField(plain, related_name="+"),
            loose=ParentalManyToManyField(plain, related_name="+"),
            right=ParentalManyToManyField(plain, related_name="+"),
            own=models.ManyToManyField(plain, related_name="+"),
            override_translatable_fields=[SynchronizedField("wrong"), SynchronizedField("right")],
            not_language={"own"},
        )
        paths = {path for number, path in found(problems_in_model(thing)) if number == "E010"}
        assert paths == {"own.Thing.free", "own.Thing.wrong", "own.Thing.loose"}

    def test_a_plain_object_to_be_translated(self):
        thing = self.make(plain=models.ForeignKey(self.plain(), models.CASCADE))
        thing.override_translatable_fields = [TranslatableField("plain")]
        assert found(problems_in_model(thing)) == [("E011", "own.Thing.plain")]

    def test_no_drafts(self):
        assert found(problems_in_model(self.make(TranslatableMixin, models.Model))) == [("E012", "own.Thing")]


def test_models_of_wagtail_are_not_ours_to_mend():
    assert not [model for model in checks.translatable_models() if model.__module__.startswith("wagtail")]


def test_snippets_with_open_views(menu, monkeypatch):
    model = type(menu)
    assert list(problems_in_snippet_views([model])) == []
    monkeypatch.setattr(model, "snippet_viewset", SnippetViewSet(model=model))
    assert found(problems_in_snippet_views([model])) == [("E013", model._meta.label)]


def test_submitting_must_not_publish(settings):
    assert list(problems_in_settings()) == []
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    assert [problem.id for problem in problems_in_settings()] == ["translation.E014"]
    del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    assert [problem.id for problem in problems_in_settings()] == ["translation.E014"]
