"""Why a file cannot be read as a table."""

from __future__ import annotations

from typing import Any

from press.imports.problems import message, problem


class TableProblem(Exception):
    """`code` is one of `press.imports.problems`; `params` name the limit or the line."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        """The sentence for it, in the active language."""
        return message(problem("", self.code, **self.params))
