"""How a paste or a table is read can be asked from outside, without a database."""

import io
import json

import pytest
from django.core.management import CommandError
from openpyxl import Workbook

from press.reading.paste import MAX_CHARACTERS
from tests.press.commands import ask

PASTE = """Cities join forces in the first meeting of its kind
NBC News, 3.28.2017

Few guarantees as local governments plot policy
Daily Example, 3.4.2017
https://daily.example/story

Cities join forces in the first meeting of its kind
NBC News, 3.28.2017
"""


def read_paste(monkeypatch, *questions):
    usual = {"text": PASTE, "outlets": ["NBC News"], "today": "2026-11-01", "buttons": []}
    lines = "\n".join(json.dumps({**usual, **question}) for question in questions)
    return ask(monkeypatch, "read_paste", lines.encode())


def test_rows_are_told_as_the_review_shows_them(monkeypatch):
    (answer,) = read_paste(monkeypatch, {})
    assert answer["refused"] is None
    known, unknown, repeated = answer["rows"]
    assert known == {
        "line": 1,
        "raw": "Cities join forces in the first meeting of its kind\nNBC News, 3.28.2017",
        "headline": "Cities join forces in the first meeting of its kind",
        "outlet": "NBC News",
        "outlet_known": "NBC News",
        "outlet_suggestions": [],
        "date": "2017-03-28",
        "other_date": None,
        "url": "",
        "archive_url": "",
        "author": "",
        "language": "en",
        "kind": "article",
        "ready": True,
        "ready_after_buttons": True,
        "doubts": [],
    }
    # The list writes months first, as the unambiguous dates say: the other day is still offered.
    assert (unknown["date"], unknown["other_date"]) == ("2017-03-04", "2017-04-03")
    assert (unknown["outlet_known"], unknown["url"]) == (None, "https://daily.example/story")
    assert unknown["doubts"] == ["outlet_unknown", "date_ambiguous"]
    assert not unknown["ready"] and not unknown["ready_after_buttons"]
    assert repeated["doubts"] == ["duplicate_row"]
    assert not repeated["ready"] and repeated["ready_after_buttons"], "duplicates are set aside"


@pytest.mark.parametrize(
    ("buttons", "ready"),
    [
        (["new_outlets"], False),
        (["month_first"], False),
        (["new_outlets", "month_first"], True),
        (["day_first", "new_outlets"], True),
    ],
)
def test_buttons_are_pressed_for_the_whole_list(monkeypatch, buttons, ready):
    (answer,) = read_paste(monkeypatch, {"buttons": buttons})
    row = answer["rows"][1]
    assert row["ready_after_buttons"] is ready
    assert (row["date"], row["ready"]) == ("2017-03-04", False), "the row is told as it was before"


def test_misspelled_outlet_is_suggested_and_not_created(monkeypatch):
    text = "Cities join forces in the first meeting of its kind\nUnvision, 3.28.2017"
    outlets = [["Univision", "Univisión"], "NBC News"]
    (answer,) = read_paste(monkeypatch, {"text": text, "outlets": outlets, "buttons": ["new_outlets"]})
    (row,) = answer["rows"]
    assert row["outlet_suggestions"] == ["Univision"] and not row["ready_after_buttons"]
    (answer,) = read_paste(
        monkeypatch, {"text": text.replace("Unv", "Univ").replace("sion", "sión"), "outlets": outlets}
    )
    assert answer["rows"][0]["outlet_known"] == "Univision"


def test_every_question_has_an_answer_of_its_own(monkeypatch):
    refused, empty, future = read_paste(
        monkeypatch, {"text": "x" * (MAX_CHARACTERS + 1)}, {"text": ""}, {"text": PASTE, "today": "2017-03-27"}
    )
    assert refused == {"rows": [], "refused": "too_many_characters"}
    assert empty == {"rows": [], "refused": None}
    assert "date_future" in future["rows"][0]["doubts"]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"text": 1}', '{"text": "a", "today": "soon"}', '{"text": "a", "buttons": ["x"]}', "[" * 9999]
)
def test_what_is_no_question_is_named_by_its_line(monkeypatch, line):
    with pytest.raises(CommandError, match="Line 2 is no question"):
        ask(monkeypatch, "read_paste", f"\n{line}".encode())


def test_table_is_told_with_its_columns(monkeypatch):
    workbook = Workbook()
    workbook.active.title = "Read me"
    sheet = workbook.create_sheet("Coverage")
    sheet.append(["Date", "Outlet", "Headline", "Note"])
    sheet.append(["3/28/2017", "NBC News", "Cities join forces in the first meeting of its kind", "A"])
    content = io.BytesIO()
    workbook.save(content)
    (answer,) = ask(monkeypatch, "read_table", content.getvalue(), name="coverage.xlsx")
    assert answer == {
        "sheet": "Coverage",
        "sheets": ["Read me", "Coverage"],
        "hidden_sheets": [],
        "above": [],
        "has_header": True,
        "columns": ["date", "outlet", "headline", ""],
        "rows": [["3/28/2017", "NBC News", "Cities join forces in the first meeting of its kind", "A"]],
        "refused": None,
    }


def test_table_that_cannot_be_read_says_why(monkeypatch):
    (answer,) = ask(monkeypatch, "read_table", b"%PDF-1.4", name="coverage.csv")
    assert (answer["refused"], answer["rows"]) == ("not_a_table", [])
