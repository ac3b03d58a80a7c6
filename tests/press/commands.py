"""Commands that read something from their standard input and answer in JSON lines."""

import io
import json
import sys
from typing import Any

import pytest
from django.core.management import call_command


def ask(monkeypatch: pytest.MonkeyPatch, command: str, content: bytes, **options: Any) -> list[Any]:
    """The answers of a command to its standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    out = io.StringIO()
    call_command(command, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]
