"""The tables in `docs/performance.md`, between comments that name them."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

DOCUMENT = Path("docs/performance.md")


def replace_table(text: str, name: str, rows: list[str]) -> str:
    """`text` with `rows` in the place of the table `name`. Raises ValueError where it has no such place."""
    begin, end = f"<!-- bench: {name} -->\n", "<!-- end -->\n"
    found = re.search(f"(?<={re.escape(begin)}).*?(?={re.escape(end)})", text, re.DOTALL)
    if found is None:
        raise ValueError(f"There is no place for the table {name}.")
    table = "".join(f"{row}\n" for row in rows)
    return f"{text[: found.start()]}\n{table}\n{text[found.end() :]}"


def write_table(name: str, rows: list[str]) -> None:
    file = settings.BASE_DIR / DOCUMENT
    try:
        file.write_text(replace_table(file.read_text(encoding="utf-8"), name, rows), encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CommandError(f"{DOCUMENT} cannot be written: {error}") from None
