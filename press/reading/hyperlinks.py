"""Addresses behind the text of a cell."""

import re

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

#: Formulas are no longer than this (Excel's own limit, in characters).
MAX_FORMULA = 8192

_WEB = re.compile(r"(?:https?://|www\.)[^\s]+$", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether `text` is a whole address of the web: none of mail, of a file, or of a place in the workbook."""
    return bool(_WEB.match(text)) and not text.endswith(("…", "..."))


def read_hyperlink(formula: str) -> tuple[str, str] | None:
    """The address and the text of `HYPERLINK("…", "…")`. The text is empty where the formula gives none. None for any
    other formula, and for addresses that are computed from other cells."""
    if len(formula) > MAX_FORMULA or "HYPERLINK" not in formula.upper():
        return None
    try:
        tokens = [token for token in Tokenizer(f"={formula.lstrip('=')}").items if token.type != Token.WSPACE]
    except (TokenizerError, IndexError):
        return None
    starts = (
        place
        for place, token in enumerate(tokens)
        if token.type == Token.FUNC and token.subtype == Token.OPEN and token.value.upper() == "HYPERLINK("
    )
    start = next(starts, None)
    if start is None:
        return None
    address, end = _literal(tokens, start + 1)
    text = _literal(tokens, end + 1)[0] if end < len(tokens) and tokens[end].type == Token.SEP else ""
    return (address, text) if is_web_address(address) else None


def _literal(tokens: list[Token], start: int) -> tuple[str, int]:
    """The text of one argument, and where it ends: "a" & "b" too, since a text in a formula has at most 255 characters.
    Empty when anything else is in it."""
    parts: list[str] = []
    for place, token in enumerate(tokens[start:], start):
        if token.type == Token.OPERAND and token.subtype == Token.TEXT:
            parts.append(token.value[1:-1].replace('""', '"'))
        elif token.type in {Token.SEP, Token.FUNC}:
            return "".join(parts).strip(), place
        elif token.value != "&":
            return "", place
    return "".join(parts).strip(), len(tokens)
