"""Telephone numbers, as printed and as dialled."""

from __future__ import annotations


def dial(number: str) -> str:
    """The `tel:` address (RFC 3966) of a printed number. Ten digits, or eleven with 1 in front, are taken for a North
    American number."""
    digits = "".join(character for character in number if character.isdigit())
    if number.strip().startswith("+") or (len(digits) == 11 and digits[0] == "1"):
        return f"tel:+{digits}"
    return f"tel:+1{digits}" if len(digits) == 10 else f"tel:{digits}"
