"""The press kit: each file with its kind and size, and no link to a file that is gone."""

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from press.newsroom.blocks import PressKitBlock
from press.newsroom.blocks.press_kit import DownloadBlock
from press.newsroom.models import NewsroomPage
from tests.factories import DocumentFactory, ImageFactory, publish, translate
from tests.reading import by_class, main, read, words


@pytest.fixture
def kit(site):
    """A function that puts files into the press kit of the English newsroom."""

    def put(*items, **values):
        page = NewsroomPage.objects.get(locale__language_code="en")
        page.body = [("press_kit", {"heading": "Press kit", "items": list(items), **values})]
        return publish(page)

    return put


def files(client, path="/en/press/"):
    """What a visitor reads of each file: title, kind and size; and where it leads."""
    found = {}
    for item in main(read(client, path)).xpath("//*[@class='resources']/li"):
        (link,) = item.xpath(".//a")
        found[words(link)] = (words(by_class(item, "meta")[0]), link)
    return found


def test_document_has_its_kind_and_size(client, kit):
    kit({"title": "Fact sheet", "document": DocumentFactory(file__data=None)})
    meta, link = files(client)["Fact sheet"]

    assert meta == "PDF, 15 bytes"
    assert b"".join(client.get(link.get("href")).streaming_content).startswith(b"%PDF")


def test_image_is_a_download_in_its_own_format_with_its_size(client, kit):
    kit({"title": "Our logo", "image": ImageFactory(file__width=1600, file__height=900, file__format="PNG")})
    meta, link = files(client)["Our logo"]

    assert meta.startswith("PNG, 1,600 × 900 pixels, ")
    assert link.get("download") == "our-logo.png"
    assert client.get(link.get("href"))["Content-Type"] == "image/png"


@pytest.mark.slow
def test_original_of_a_large_image_stays_with_staff(client, kit):
    image = ImageFactory(file__width=3000, file__height=1500)
    kit({"title": "Poster", "image": image})
    meta, link = files(client)["Poster"]

    assert "2,400 × 1,200 pixels" in meta
    assert "original_images" not in link.get("href")


def test_credit_of_an_image_is_printed(client, kit):
    kit({"title": "Poster", "image": ImageFactory(credit="Ines Muestra")})

    assert "Image: Ines Muestra" in words(main(read(client, "/en/press/")))


@pytest.mark.slow
def test_numbers_are_written_as_the_visitor_writes_them(client, kit):
    image = ImageFactory(file__width=1600, file__height=900)
    page = kit({"title": "Logo", "image": image}, introduction="Free to use.")
    spanish_words = {"Logo": "Logotipo", "Free to use.": "De uso libre."}
    path = translate(page, convert=lambda text: spanish_words.get(text, text)).url
    english, spanish = files(client)["Logo"][0], files(client, path)["Logotipo"][0]

    assert "1,600 × 900" in english and "1,600 × 900" in spanish  # both as in the United States
    assert "De uso libre." in words(main(read(client, path)))


@pytest.mark.parametrize("what", ["document", "image"])
@pytest.mark.parametrize("fate", ["deleted", "without its file"])
def test_file_that_is_gone_leaves_the_others(client, kit, what, fate):
    gone = {"document": DocumentFactory, "image": ImageFactory}[what]()
    page = kit({"title": "Gone", what: gone}, {"title": "Fact sheet", "document": DocumentFactory()})
    gone.file.delete(save=False) if fate == "without its file" else gone.delete()
    if what == "document" and fate == "without its file":
        type(gone).objects.update(file_size=None)
    page = NewsroomPage.objects.get(pk=page.pk)

    assert list(files(client)) == ["Fact sheet"]
    note = "The file of “Gone” is missing."
    assert note in page.make_preview_request().render().content.decode()
    assert note not in client.get(page.url).content.decode()


def test_kit_of_which_nothing_is_left_has_no_heading(client, kit):
    document = DocumentFactory()
    kit({"title": "Fact sheet", "document": document})
    document.delete()

    assert by_class(main(read(client, "/en/press/")), "resources") == []


@pytest.mark.parametrize("both", [True, False])
def test_it_is_a_document_or_an_image(db, both):
    block = DownloadBlock()
    chosen = {"document": DocumentFactory(), "image": ImageFactory()} if both else {}
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({"title": "Both", "description": "", "document": None, "image": None, **chosen}))

    assert set(refused.value.block_errors) == {"document", "image"}


def test_preview_in_the_editor_shows_files_of_the_library(site):
    DocumentFactory(), ImageFactory()
    value = PressKitBlock().get_preview_value()

    assert [bool(item["document"]) for item in value["items"]] == [True, False]
