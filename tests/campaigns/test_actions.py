"""Calls to action: every kind leads where it says, and one that is broken does not break the page."""

import datetime as dt
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from wagtail.models import PageViewRestriction

from campaigns.blocks.action_kinds import share_links
from campaigns.enums import ShareChannel
from tests.factories import CampaignFactory, DocumentFactory, EventFactory, StandardPageFactory, translate
from tests.reading import by_class, links, main, read, said, words


def page_with(*items, **values):
    """A hub with these calls to action."""
    return CampaignFactory(body=[("actions", {"heading": "Take action", "items": list(items), **values})])


def shown(client, page):
    return by_class(main(read(client, page.url)), "action")


def the_link(client, page, label):
    (item,) = shown(client, page)
    return links(item)[label]


def link(**values):
    return ("link", {"title": "Donate", "button_label": "Give", **values})


def email(**values):
    return (
        "email",
        {
            "title": "Write",
            "to": "committee@example.org",
            "subject": "Support",
            "message": "Dear members,",
            "button_label": "Start",
            **values,
        },
    )


def share(*channels):
    return ("share", {"title": "Share", "message": "This concerns us both:", "channels": list(channels)})


@pytest.mark.parametrize(("numbered", "element"), [(True, "ol"), (False, "ul")])
def test_actions_are_numbered_if_staff_want_it(client, site, numbered, element):
    page = page_with(link(url="https://example.org/1"), link(url="https://example.org/2"), numbered=numbered)
    (actions,) = by_class(main(read(client, page.url)), "actions")

    assert actions.tag == element and len(shown(client, page)) == 2


def test_link_leads_elsewhere_or_to_a_page(client, site):
    target = StandardPageFactory()

    assert the_link(client, page_with(link(url="https://example.org/give")), "Give") == "https://example.org/give"
    assert the_link(client, page_with(link(page=target)), "Give") == target.url


def test_link_to_a_page_leads_to_the_language_of_the_reader(client, site):
    target = StandardPageFactory()
    spanish_target = translate(target)
    spanish = translate(page_with(link(page=target)))

    (item,) = shown(client, spanish)
    assert list(links(item).values()) == [spanish_target.url]


def test_call_dials_the_number_and_shows_it_with_the_script(client, site):
    page = page_with(
        (
            "call",
            {
                "title": "Call",
                "phone": "(212) 555-0142",
                "callee": "The switchboard",
                "script": "Hello.",
                "button_label": "Call now",
            },
        )
    )
    (item,) = shown(client, page)

    assert links(item)["Call now"] == "tel:+12125550142"
    assert all(text in words(item) for text in ("(212) 555-0142", "The switchboard", "Hello."))


def test_number_is_not_handed_to_translators(client, site):
    page = page_with(("call", {"title": "Call", "phone": "212-555-0142", "script": "Hello.", "button_label": "Call"}))
    (item,) = shown(client, translate(page))

    assert "tel:+12125550142" in links(item).values() and "Hello. (traducido)" in words(item)


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("Support & courage", "Dear members,\n\nI live in Sampleton.\nThank you."),
        ("¿Sí o no? 100% + más", "Señoras y señores:\r\n¡Apoyen! a=b&c=d #1 «ñ» 🏛"),
        ("To: x@example.org?cc=y@example.org", "&bcc=z@example.org\n%0ABcc:"),
    ],
)
def test_mail_arrives_as_it_was_written(client, site, subject, message):
    href = the_link(client, page_with(email(subject=subject, message=message)), "Start")
    address = urlsplit(href)
    fields = parse_qs(address.query, strict_parsing=True)

    assert address.scheme == "mailto" and parseaddr(unquote(address.path))[1] == "committee@example.org"
    assert fields == {"subject": [subject], "body": ["\r\n".join(message.splitlines())]}
    assert "+" not in href and " " not in href and href.isascii(), "RFC 6068 knows no + for spaces"


def test_mail_is_shown_before_it_is_begun(client, site):
    (item,) = shown(client, page_with(email(message="Dear <members>,")))

    assert "Dear <members>," in words(item) and "Support" in words(item)


@pytest.mark.parametrize("channel", ShareChannel.values)
def test_share_link_carries_the_message_and_the_address(channel):
    address, message = "https://example.org/en/hub/?a=b&c=d", "Sí: this & that #now 100%"
    (found,) = share_links([channel], message, address)
    whole = unquote(found.url)

    assert found.label and found.url.startswith(("https://", "mailto:", "sms:"))
    assert address in whole
    assert channel == "facebook" or message in whole
    assert " " not in found.url and found.url.isascii()
    for name, values in parse_qs(urlsplit(found.url.replace("sms:?&", "sms:?")).query).items():
        assert len(values) == 1, name


def test_only_chosen_channels_are_offered(client, site):
    (item,) = shown(client, page_with(share("whatsapp", "x")))

    assert set(links(item)) == {"WhatsApp", "X"}


def test_unknown_channel_is_left_out():
    assert share_links(["myspace", "sms"], "Hello", "https://example.org/")[0].channel == "sms"
    assert share_links(["myspace"], "Hello", "https://example.org/") == []


def test_page_shares_its_own_address_in_its_own_language(client, site):
    page = page_with(share("facebook"))
    spanish = translate(page)

    for version in (page, spanish):
        (item,) = shown(client, version)
        assert version.full_url in unquote(links(item)["Facebook"])


def test_sharing_loads_nothing_from_anyone(client, site):
    tree = read(client, page_with(share(*ShareChannel.values)).url)

    assert not [src for src in tree.xpath("//@src | //link/@href[../@rel='stylesheet']") if src.startswith("http")]
    assert all("noreferrer" in rel for rel in tree.xpath("//main//*[@class='action']//a/@rel"))


def test_download_says_type_and_size(client, site):
    document = DocumentFactory()
    page = page_with(("download", {"title": "Read", "document": document, "button_label": "Download"}))
    (item,) = shown(client, page)

    assert links(item)["Download"] == document.url
    assert "PDF" in words(item) and "bytes" in words(item).replace("\xa0", " ")
    assert client.get(document.url).status_code == 200


def test_event_is_shown_in_the_language_of_the_reader(client, site):
    event = EventFactory(title="Town hall")
    spanish_event = translate(event, convert=lambda text: text.replace("Town hall", "Foro"))
    page = page_with(("attend", {"event": event, "button_label": "Details"}))

    (item,) = shown(client, page)
    assert links(item)["Details"] == event.url and "Town hall" in words(item)
    (item,) = shown(client, translate(page))
    assert spanish_event.url in links(item).values() and "Foro" in words(item)


@pytest.mark.parametrize(
    ("fields", "said_instead"),
    [
        ({"status": "cancelled", "status_note": "Because of the storm."}, "Cancelled"),
        ({"start": dt.datetime(2017, 3, 1, 18, 0, tzinfo=dt.UTC)}, "This event is over."),
    ],
)
def test_event_that_nobody_can_come_to_is_said_to_be_so_and_leads_nowhere(client, site, fields, said_instead):
    event = EventFactory(title="Town hall", **fields)
    page = page_with(("attend", {"event": event, "button_label": "Sign up"}))

    (item,) = shown(client, page)
    assert links(item) == {} and by_class(item, "buttons") == []
    assert "Town hall" in words(item) and said_instead in words(item)
    assert fields.get("status_note", "") in words(item)


def test_event_that_is_not_translated_is_marked_in_a_call_to_action(client, site):
    page = page_with(("attend", {"event": EventFactory(title="Town hall"), "button_label": "Details"}))
    (item,) = shown(client, translate(page))

    assert [(words(h), h.get("lang"), h.get("dir")) for h in item.xpath(".//h3")] == [("Town hall", "en", "ltr")]
    assert words(by_class(item, "chip")) == "en inglés"


@pytest.mark.parametrize("fate", ["unpublished", "deleted", "private"])
@pytest.mark.parametrize(
    ("kind", "field", "factory", "problem"),
    [
        ("link", "page", StandardPageFactory, "The page of this link was deleted or is not published."),
        ("attend", "event", EventFactory, "The event was deleted or is not published."),
    ],
)
def test_page_renders_without_what_is_gone_and_staff_see_why(client, site, kind, field, factory, problem, fate):
    target = factory(title="Gone for good")
    page = page_with(
        (kind, {"title": "Come along", field: target, "button_label": "Go"}), link(url="https://example.org/")
    )
    if fate == "unpublished":
        target.unpublish()
    elif fate == "private":
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    else:
        target.delete()
    page = type(page).objects.get(pk=page.pk)

    assert len(shown(client, page)) == 1
    assert "Come along" not in words(main(read(client, page.url)))
    preview = page.make_preview_request().render().content.decode()
    assert said("en", problem) in preview and "Come along" in preview


def test_page_renders_without_a_deleted_document(client, site):
    document = DocumentFactory()
    page = page_with(
        ("download", {"title": "Read", "document": document, "button_label": "Download"}),
        link(url="https://example.org/"),
    )
    document.delete()
    page = type(page).objects.get(pk=page.pk)

    assert len(shown(client, page)) == 1
    assert said("en", "The document was deleted.") in page.make_preview_request().render().content.decode()


def test_page_renders_when_the_file_of_a_document_is_lost(client, site):
    document = DocumentFactory()
    page = page_with(("download", {"title": "Read", "document": document, "button_label": "Download"}))
    document.file.storage.delete(document.file.name)
    type(document).objects.filter(pk=document.pk).update(file_size=None)

    assert client.get(page.url).status_code == 200
