"""Texts of the interface that the catalog of a language lacks say which language they are in.

gettext answers with the text of the code then, in the midst of a page in another language. While a page for visitors is
made, the answer stands between two signs that no text has; in the page that is sent they have become `lang`. So it holds
for every text, wherever it comes from, whether a catalog lacks one text or all.
"""

import gettext
import re
from collections.abc import Callable
from contextvars import ContextVar
from weakref import WeakSet

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language, trans_real

from site_project.i18n.language_choices import lang_attributes

#: Unicode leaves these to private use.
OPEN, CLOSE = "\ue000", "\ue001"
#: As they are written in addresses and in JSON.
_WRITTEN = tuple(sign for char in (OPEN, CLOSE) for sign in (char, "%EE%80%8" + str(ord(char) & 1), ascii(char)[1:-1]))
#: Contexts of what is no text: patterns of dates, and parts of addresses.
NO_TEXTS = frozenset({"dates", "address"})
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
#: gettext's own separator of context and text.
_CONTEXT = "\x04"

_is_on: ContextVar[bool] = ContextVar("untranslated", default=False)
_prepared: WeakSet[gettext.NullTranslations] = WeakSet()


def is_on() -> bool:
    """Whether a page is made in which such texts are marked."""
    return _is_on.get()


class Fallback(gettext.NullTranslations):
    """The end of every chain of catalogs: what comes here is in none of them."""

    def gettext(self, message: str) -> str:
        return _between_signs(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _between_signs(msgid1 if n == 1 else msgid2)


def _between_signs(message: str) -> str:
    context, _separator, text = message.rpartition(_CONTEXT)
    is_text = context not in NO_TEXTS and any(map(str.isalpha, _PLACEHOLDER.sub("", text)))
    if not is_on() or not is_text or _is_of_the_code(get_language()):
        return message
    return f"{OPEN}{text}{CLOSE}"


def _is_of_the_code(language: str | None) -> bool:
    """Whether the texts in the code are in this language: it needs no catalog."""
    return (language or settings.LANGUAGE_CODE).partition("-")[0] == settings.LANGUAGE_CODE.partition("-")[0]


class UntranslatedMiddleware:
    """Marks the texts that the language of a page for visitors lacks. Runs inside everything that depends on the length of
    a response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_of_the_code(get_language()) or request.path_info.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        catalog = trans_real.translation(settings.LANGUAGE_CODE)
        if catalog not in _prepared:
            catalog.add_fallback(Fallback())
            _prepared.add(catalog)
        token = _is_on.set(True)
        try:
            response = self.get_response(request)
        finally:
            _is_on.reset(token)
        return _marked(response)


def _marked(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in response.items():
        if any(sign in value for sign in _WRITTEN):
            response.headers[name] = _without_signs(value)
    if not isinstance(response, HttpResponse) or not any(sign.encode() in response.content for sign in _WRITTEN):
        return response
    try:
        text = response.content.decode(response.charset)
    except UnicodeDecodeError:  # no text: the bytes of a file can be like a sign
        return response
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    response.content = with_languages(text) if is_page else _without_signs(text)
    return response


def _without_signs(text: str) -> str:
    for sign in _WRITTEN:
        text = text.replace(sign, "")
    return text


#: The pieces of a page: comments, elements that hold no other ones, tags.
_PIECE = re.compile(
    r"""<!--.*?-->|<(?P<raw>script|style|textarea|title|option)\b.*?</(?P=raw)\s*>|</?[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>""",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: An element that holds no other ones, and is one text.
_ONE_TEXT = re.compile(rf"<(?:title|option)\b[^>]*>\s*{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}\s*</\w+\s*>", re.IGNORECASE)


def with_languages(page: str) -> str:
    """HTML with `lang` in the place of the signs. What is cut off or in an attribute loses them."""
    spans, place, done = _Spans(), 0, []
    for found in _PIECE.finditer(page):
        done.append(spans.text(page[place : found.start()]))
        name = _NAME.match(found.group())
        if name and not found.group("raw"):
            done.append(spans.tag(found.group(), name.group(1).lower()))
        done.append(_tag(found.group(), name, spans.attributes))
        place = found.end()
    return "".join((*done, spans.text(page[place:])))


class _Spans:
    """The spans at a place of a page."""

    def __init__(self) -> None:
        self.attributes = format_html_join("", ' {}="{}"', lang_attributes(settings.LANGUAGE_CODE).items())
        #: How many elements are open, and how many were when each of the open spans began.
        self.depth = 0
        self.opened: list[int] = []

    def text(self, text: str) -> str:
        return "".join(map(self._part, re.split(f"([{OPEN}{CLOSE}])", text)))

    def _part(self, part: str) -> str:
        if part == OPEN:
            self.opened.append(self.depth)
            return f"<span{self.attributes}>"
        if part == CLOSE:
            return self._end() if self.opened and self.opened[-1] == self.depth else ""
        return _without_signs(part)

    def tag(self, tag: str, name: str) -> str:
        """Go past a tag. Returns what has to stand before it: spans end with the element that they are in."""
        if name in _VOID or tag.endswith("/>"):
            return ""
        self.depth += -1 if tag.startswith("</") else 1
        ends = ""
        while self.opened and self.opened[-1] > self.depth:
            ends += self._end()
        return ends

    def _end(self) -> str:
        self.opened.pop()
        return "</span>"


def _tag(piece: str, name: re.Match[str] | None, attributes: str) -> str:
    """A tag, or an element that holds no other ones, without signs; with the language where it is all in one."""
    if not any(sign in piece for sign in _WRITTEN):
        return piece
    is_its_own = _ONE_TEXT.match(piece) or (name and name.group(1).lower() in _VOID)
    if name and is_its_own and " lang=" not in piece.partition(">")[0]:
        piece = f"{piece[: name.end()]}{attributes}{piece[name.end() :]}"
    return _without_signs(piece)
