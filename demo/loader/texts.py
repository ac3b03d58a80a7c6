"""Pairs of texts: one language goes into the page, the other is remembered for its translation."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail_localize.strings import StringValue, extract_strings

from demo.content.text import R, T

_LINK = re.compile(r'href="demo:([\w-]+)"')


@dataclass
class Pairs:
    """Collects what is the translation of what, in the form in which wagtail-localize keeps strings.

    `source` is the language that pages are written in ("en" or "es"); `page_id` gives the id of a linked page.
    """

    source: str
    page_id: Callable[[str], int]
    found: dict[str, str] = field(default_factory=dict)

    def text(self, value: object) -> Any:
        """The source text of a T, and anything else as it is. A plain string is the same in both languages."""
        if isinstance(value, str) and not value.startswith("http"):
            same = StringValue.from_plaintext(value).data
            self.found.setdefault(same, same)
        if not isinstance(value, T):
            return value
        first, second = (value.en, value.es) if self.source == "en" else (value.es, value.en)
        if second:
            self._remember(StringValue.from_plaintext(first).data, StringValue.from_plaintext(second).data)
        return first

    def rich(self, value: R) -> str:
        """The source HTML of an R, with links to pages as the rich text editor stores them."""
        whole = ""
        for english, spanish in value.blocks:
            first, second = (english, spanish) if self.source == "en" else (spanish, english)
            first, second = self._link(first), self._link(second)
            whole += first
            if second:
                for (source, _a), (target, _b) in zip(
                    extract_strings(first)[1], extract_strings(second)[1], strict=True
                ):
                    self._remember(source.data, target.data)
        return whole

    def _link(self, html: str) -> str:
        return _LINK.sub(lambda match: f'linktype="page" id="{self.page_id(match[1])}"', html)

    def _remember(self, source: str, target: str) -> None:
        known = self.found.setdefault(source, target)
        if known != target:
            raise ValueError(f"Two translations of one text: {source!r} is {known!r} and {target!r}")
