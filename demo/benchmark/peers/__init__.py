"""What the site is measured beside: applications that answer everything with the status, headers and bytes of one file."""

import json
import os
from pathlib import Path

#: The environment variable that names the file.
ANSWER = "BENCHMARK_ANSWER"

Answer = tuple[str, list[tuple[str, str]], bytes]


def read_answer() -> Answer:
    status, headers, body = json.loads(Path(os.environ[ANSWER]).read_text(encoding="utf-8"))
    return status, [(name, value) for name, value in headers], body.encode("latin-1")


def write_answer(file: Path, answer: Answer) -> None:
    status, headers, body = answer
    file.write_text(json.dumps([status, headers, body.decode("latin-1")]), encoding="utf-8")
