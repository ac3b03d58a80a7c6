"""`manage.py read_table`: how a table is read, without importing it."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from press.reading import InputError
from press.reading.tables import open_table

#: What columns are called outside, where that differs from the fields of a row.
COLUMNS = {"date_text": "date", "outlet_name": "outlet"}


class Command(BaseCommand):
    help = "Reads a table (CSV, Excel) from standard input and says in JSON how it is read. The database is not used."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="", help="The name of the file.")

    def handle(self, *args: object, name: str, **options: object) -> None:
        answer: dict[str, Any] = {
            "rows": [],
            "sheet": "",
            "sheets": [],
            "hidden_sheets": [],
            "above": [],
            "has_header": False,
            "columns": [],
            "refused": None,
        }
        try:
            table = open_table(sys.stdin.buffer.read(), name)
            answer |= {
                "rows": [cells for _line, cells in table.rows()],
                "sheet": table.sheet,
                "sheets": list(table.sheets),
                "hidden_sheets": list(table.hidden_sheets),
                "above": table.above,
                "has_header": table.has_header,
                "columns": [COLUMNS.get(field, field) for field in table.guess_columns()],
            }
        except InputError as error:
            answer["refused"] = error.code
        self.stdout.write(json.dumps(answer))
