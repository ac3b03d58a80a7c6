"""What is promised to whoever brings in a table: its columns are named, and nothing of it is passed over in silence."""

import datetime as dt

from press.imports.enums import ImportState, RowState
from tests.press.imports.screens import said, text_of, upload, url
from tests.press.workbooks import saved, workbook_of


def test_file_is_mapped_read_and_its_bad_rows_named_with_their_line(editor, papers):
    content = (
        "Title,Where,When\n"
        + "".join(f"Headline {n} of the file,Politico,2017-03-27\n" for n in range(25))
        + "Shifted headline,Politico,2017-03-27,too,many,cells\n"
        + "Undated headline,Politico,sometime\n"
    ).encode()
    answer, press_import = upload(editor, content)
    assert answer.url == url("columns", press_import.pk)
    page = text_of(editor.get(answer.url))
    assert "Headline 3 of the file" in page and "Title" in page
    columns = {"column-0": "headline", "column-1": "outlet_name", "column-2": "date_text", "header": "on"}
    assert "Say which column" in text_of(editor.post(answer.url, {"column-0": "gloss"}))
    twice = {**columns, "column-1": "headline"}
    assert "Another column holds this already." in text_of(editor.post(answer.url, twice))
    editor.post(answer.url, columns)

    press_import.refresh_from_db()
    assert (press_import.state, press_import.content) == (ImportState.REVIEW, None)
    assert (press_import.done, press_import.total) == (27, 27)
    states = dict(press_import.rows.exclude(state=RowState.READY).values_list("line", "state"))
    assert states == {27: RowState.REFUSED, 28: RowState.ATTENTION}
    refused = text_of(editor.get(url("review", press_import.pk) + "?rows=refused"))
    assert "Shifted headline" in refused and "6 cells" in refused


def test_first_row_counts_when_it_names_no_columns(editor, papers):
    _answer, press_import = upload(editor, b"One headline,Politico,2017-03-27\nTwo headlines,Politico,2017-03-27\n")
    columns = {"column-0": "headline", "column-1": "outlet_name", "column-2": "date_text"}
    editor.post(url("columns", press_import.pk), columns)
    assert press_import.rows.count() == 2


def file_of(**sheets):
    book = workbook_of(**sheets)
    book["Old"].sheet_state = "hidden"
    return saved(book)


def test_sheets_and_titles_that_are_left_out_are_named_and_another_sheet_can_be_read(editor, papers):
    content = file_of(
        Old=[["Headline", "Outlet"], ["Never shown", "Politico"]],
        March=[["Coverage of March"], ["Headline", "Outlet", "Date"], ["Cities join forces", "Politico", "42822"]],
        April=[["Outlet", "Date", "Headline"], ["Politico", "42850", "Counties join them"]],
    )
    answer, press_import = upload(editor, content, "coverage.xlsx")
    page = text_of(editor.get(answer.url))
    assert "The sheet “March” is read. Left out: April." in page
    assert "Hidden sheets are left out: Old." in page and "Never shown" not in page
    assert "Coverage of March" in page and "Row 2 names the columns" in page

    page = text_of(editor.post(answer.url, {"sheet": "April"}, follow=True))
    assert "The sheet “April” is read. Left out: March." in page and "Counties join them" in page
    columns = {"column-0": "outlet_name", "column-1": "date_text", "column-2": "headline", "header": "on"}
    editor.post(answer.url, columns)
    (row,) = press_import.rows.all()
    assert (row.headline, row.outlet_name, row.date) == ("Counties join them", "Politico", dt.date(2017, 4, 25))


def test_sheet_that_does_not_exist_is_not_read(editor, papers):
    content = file_of(Old=[["x"]], March=[["Headline", "Outlet"], ["Cities join forces", "Politico"]], April=[["x"]])
    answer, _press_import = upload(editor, content, "coverage.xlsx")
    for name in ("Old", "None", "", "\0"):
        page = text_of(editor.post(answer.url, {"sheet": name}, follow=True))
        assert "The sheet “March” is read." in page, name


def test_file_that_is_too_large_or_no_table_is_refused_with_the_reason(editor, monkeypatch):
    monkeypatch.setattr("press.imports.forms.MAX_BYTES", 2_000_000)
    answer, made = upload(editor, b"x" * 2_000_001)
    assert "at most 2 MB" in text_of(answer) and made is None
    answer, made = upload(editor, b"", name="empty.csv")
    assert made is None and answer.status_code == 200
    answer, made = upload(editor, b"Title,Outlet,Date\nCities,CNN,2017-03-28\n", name="book.XLSX")
    assert made is None and "it is no Excel file" in text_of(answer)
    answer, made = upload(editor, b"PK\x03\x04 no workbook", name="book.xlsx")
    assert made is None and "Nothing was brought in yet" in said(answer)
