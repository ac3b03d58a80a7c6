"""What staff may not put into a block, and what they are told."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from campaigns.blocks import ActionsBlock
from campaigns.blocks.action_kinds import LinkActionBlock
from press.newsroom.blocks import PressListBlock
from press.newsroom.enums import PressListMode
from site_project.blocks import FactsBlock, FigureBlock, LinkBlock, PhoneBlock
from site_project.blocks.lists import ResourceBlock
from site_project.text import tel_uri
from tests.factories import ClippingFactory, DocumentFactory, ImageFactory, StandardPageFactory

ELSEWHERE = "https://example.org/"


def problems(block, **values):
    """The messages of a block's fields, by field, for a value that is otherwise in order."""
    value = block.normalize({**{name: child.get_default() for name, child in block.child_blocks.items()}, **values})
    try:
        block.clean(value)
    except StructBlockValidationError as error:
        return {name: " ".join(item.messages) for name, item in error.block_errors.items()}
    return {}


def within(block):
    """A block and all blocks inside it."""
    children = [block.child_block] if hasattr(block, "child_block") else getattr(block, "child_blocks", {}).values()
    yield block
    for child in children:
        yield from within(child)


def test_no_new_block_begins_with_an_error():
    """The editor counts the blocks of a stream as soon as it is there: what has to have one says so when it is saved."""
    fields = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, StreamField)]
    streams = [one for field in fields for one in within(field.stream_block) if isinstance(one, blocks.StreamBlock)]
    assert len(streams) > 5
    assert not [stream for stream in streams if stream.meta.min_num or stream.meta.block_counts]
    assert "items" in problems(ActionsBlock(), items=[])


@pytest.fixture
def target(site):
    return StandardPageFactory()


def test_link_leads_to_one_thing(target):
    assert problems(LinkBlock(), page=target) == {}
    assert problems(LinkBlock(), url=ELSEWHERE, label="Elsewhere") == {}
    both = problems(LinkBlock(), page=target, url=ELSEWHERE, label="Both")
    assert set(both) == {"page", "url"} and "not both" in both["page"]
    neither = problems(LinkBlock(), label="Nowhere")
    assert set(neither) == {"page", "url"} and "Choose a page or give an address" in neither["url"]


def test_link_elsewhere_needs_a_label():
    assert set(problems(LinkBlock(), url=ELSEWHERE)) == {"label"}


def test_link_of_a_call_to_action_leads_to_one_thing(target):
    words = {"title": "Donate", "button_label": "Donate"}

    assert problems(LinkActionBlock(), url=ELSEWHERE, **words) == {}
    assert set(problems(LinkActionBlock(), url=ELSEWHERE, page=target, **words)) == {"page", "url"}
    assert set(problems(LinkActionBlock(), **words)) == {"page", "url"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "not an address"])
def test_link_takes_addresses_of_the_web_only(url):
    assert set(problems(LinkBlock(), url=url, label="Elsewhere")) == {"url"}


def test_resource_is_a_document_or_an_address(db):
    document = DocumentFactory()

    assert problems(ResourceBlock(), title="Toolkit", document=document) == {}
    assert problems(ResourceBlock(), title="Toolkit", url=ELSEWHERE) == {}
    assert set(problems(ResourceBlock(), title="Toolkit", document=document, url=ELSEWHERE)) == {"document", "url"}
    assert set(problems(ResourceBlock(), title="Toolkit")) == {"document", "url"}


def test_picture_says_what_it_shows_or_is_decoration(db):
    image = ImageFactory()

    assert problems(FigureBlock(), image=image, alt_text="An open door") == {}
    assert problems(FigureBlock(), image=image, decorative=True) == {}
    assert "decorative" in problems(FigureBlock(), image=image)["alt_text"]
    assert set(problems(FigureBlock(), image=image, alt_text="  ")) == {"alt_text"}


def test_press_list_that_shows_picked_clippings_needs_some(site):
    clipping = ClippingFactory()

    for mode in (PressListMode.PICKED, PressListMode.BOTH):
        assert "Pick at least one" in problems(PressListBlock(), mode=mode, picked=[])["mode"]
        assert problems(PressListBlock(), mode=mode, picked=[clipping]) == {}
    assert problems(PressListBlock(), mode=PressListMode.AUTOMATIC, picked=[]) == {}


@pytest.mark.parametrize("number", ["212-555-0142", "(212) 555-0142", "+52 55 1234 5678", "911", "212.555.0142"])
def test_phone_number_is_taken_as_it_is_printed(number):
    assert PhoneBlock().clean(number) == number


@pytest.mark.parametrize("number", ["call me", "212-555-0142 ext. 3", "12", "<b>1</b>", "tel:212", "1" * 60])
def test_phone_number_that_is_none_is_refused_with_a_message(number):
    with pytest.raises(ValidationError) as refused:
        PhoneBlock().clean(number)

    assert all(len(message) > 20 for message in refused.value.messages)


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("212-555-0142", "tel:+12125550142"),
        ("(212) 555-0142", "tel:+12125550142"),
        ("1-800-555-0100", "tel:+18005550100"),
        ("+1 212 555 0142", "tel:+12125550142"),
        ("+52 55 1234 5678", "tel:+525512345678"),
        ("911", "tel:911"),
        ("212-555-0142/43", "tel:+12125550142"),
        ("212-555-0142 / 212-555-0143", "tel:+12125550142"),
        ("212/555-0142", "tel:+12125550142"),
    ],
)
def test_phone_dials_the_number_with_its_country(number, address):
    assert tel_uri(number) == address


def test_number_of_items_is_limited(site):
    fact = {"value": "30", "label": "cities"}
    block = FactsBlock()

    assert isinstance(block.child_blocks["items"], blocks.ListBlock)
    assert set(problems(block, items=[])) == {"items"}
    assert set(problems(block, items=[fact] * 7)) == {"items"}
    assert problems(block, items=[fact] * 6) == {}
