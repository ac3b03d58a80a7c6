"""Reads pages as visitors get them."""

import json
from typing import Any

import lxml.html
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext


def read(client, path, status=200, **headers):
    """The page at `path` as an element tree."""
    response = client.get(path, headers=headers)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return parse(response)


def parse(response):
    """The HTML of a response as an element tree."""
    return lxml.html.document_fromstring(response.content.decode())


def words(element) -> str:
    """The text of an element, or of all elements of a list, on one line."""
    if isinstance(element, list):
        return " ".join(map(words, element))
    return " ".join(element.text_content().split())


def main(tree):
    """The part of a page between header and footer."""
    return tree.get_element_by_id("main")


def links(element) -> dict[str, str]:
    """The links within an element: words to address."""
    return {words(link): link.get("href") for link in element.iter("a") if link.get("href")}


def by_class(element, name) -> list[Any]:
    """The elements of a class within an element, in their order on the page."""
    return element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def head_links(tree, rel, key) -> dict[str, str]:
    """The <link> elements of a relation: the value of the attribute `key` to address."""
    return {link.get(key): link.get("href") for link in tree.xpath(f"//head/link[@rel='{rel}'][@{key}]")}


def canonical(tree) -> str:
    """The canonical address of a page."""
    (link,) = tree.xpath("//head/link[@rel='canonical']/@href")
    return str(link)


def meta(tree, name) -> str | None:
    """The content of a <meta> element, None without one."""
    found = tree.xpath(f"//head/meta[@name='{name}' or @property='{name}']/@content")
    return str(found[0]) if found else None


def graph(tree) -> list[dict[str, Any]]:
    """The objects of a page's structured data."""
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)["@graph"]


def said(code, text, context=None) -> str:
    """A text of the interface as it is said in the language `code`."""
    with translation.override(code):
        return pgettext(context, text) if context else gettext(text)


def search_path(code, **query) -> str:
    """The path of the search in a language."""
    with translation.override(code):
        return reverse("search", query=query)
