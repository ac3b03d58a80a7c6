"""CSV and Excel files are read whatever wrote them, and refused with the reason when they cannot be."""

import contextlib
import csv
import datetime as dt
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.hyperlink import Hyperlink

from press.imports.problems import sentence
from press.reading import MAX_BYTES, InputError, excel_files, tables
from press.reading.columns import guess_columns
from press.reading.tables import open_table
from tests.press.workbooks import saved, workbook_of

HEADER = ["Titular", "Medio", "Fecha"]
ROW = ["Así reacciona “Nueva York”", "Univisión", "27/3/2017"]


def csv_of(*rows, delimiter=",", encoding="utf-8", ending="\r\n"):
    return ending.join(delimiter.join(row) for row in rows).encode(encoding)


def workbook(*rows, title="Sheet"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def rewritten(content, part, change):
    """The workbook with one of its parts changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return result.getvalue()


def rows_of(content, name="coverage.csv"):
    return list(open_table(content, name).rows())


def refusal(content, name="coverage.csv"):
    with pytest.raises(InputError) as refused:
        rows_of(content, name)
    assert sentence(refused.value.code, **refused.value.params)
    return refused.value


def test_csv_in_any_encoding_with_any_separator():
    for encoding in ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]:
        for delimiter in [",", ";", "\t", "|"] if encoding != "mac_roman" else [","]:
            table = open_table(csv_of(HEADER, ROW, ROW, delimiter=delimiter, encoding=encoding), "coverage.csv")
            assert table.header == HEADER
            assert list(table.rows()) == [(2, ROW), (3, ROW)]
            assert table.guess_columns() == ["headline", "outlet_name", "date_text"]


def test_other_scripts_in_old_encodings():
    rows = [["标题", "媒体"], ["市长们在纽约联合起来保护移民", "世界日报"], ["庇护城市的未来与移民政策", "星岛日报"]]
    assert rows_of(csv_of(*rows, encoding="gb18030")) == [(1, rows[0]), (2, rows[1]), (3, rows[2])]


def test_the_separator_that_excel_names():
    assert rows_of(b"sep=;\r\nHeadline;Outlet\r\nA, b;CNN\r\n") == [(3, ["A, b", "CNN"])]


def test_rows_know_their_line():
    content = b'Headline,Outlet\n"Two\nlines",CNN\n\n,,\nShort\nA,B,C,D\n"He said ""no""",X'
    assert rows_of(content) == [
        (2, ["Two\nlines", "CNN"]),
        (6, ["Short"]),
        (7, ["A", "B", "C", "D"]),
        (8, ['He said "no"', "X"]),
    ]


def test_what_cannot_be_stored_is_taken_out():
    assert rows_of(b"Headline,Outlet\nCit\x00ies\x07,C\x00NN\n") == [(2, ["Cities", "CNN"])]
    assert rows_of("Headline,Outlet\nCities,CNN\n".encode("utf-8-sig") + b"\xff\xfe,X\n")[0] == (2, ["Cities", "CNN"])


def test_a_list_of_addresses_is_a_table_of_one_column():
    table = open_table(b"https://a.example/1,2\nhttps://b.example/\n", "links.csv")
    assert (table.header, table.has_header, table.guess_columns()) == ([""], False, ["url"])
    assert list(table.rows()) == [(1, ["https://a.example/1,2"]), (2, ["https://b.example/"])]


def test_a_file_without_names_of_columns():
    table = open_table(b"CNN,3.28.2017,Cities join forces in New York,https://a.example/1\n" * 3, "")
    assert not table.has_header
    assert table.guess_columns() == ["outlet_name", "date_text", "headline", "url"]
    assert [line for line, _cells in table.rows()] == [1, 2, 3]


def test_names_of_columns_in_english_and_spanish():
    assert guess_columns(["Article Title", "PUBLICATION", "Pub. date", "Link", "Byline", "Notes", "Title"]) == [
        *("headline", "outlet_name", "date_text", "url", "author", "", ""),
    ]
    assert guess_columns(["Título", "Periódico", "Fecha de publicación", "Enlace", "Idioma", "Tipo", "Autora"]) == [
        *("headline", "outlet_name", "date_text", "url", "language", "kind", "author"),
    ]
    assert guess_columns(["Archive", "Resumen", "Cita", ""]) == ["archive_url", "gloss", "quote", ""]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b",,\n,,\n", "empty"),
        (b"Headline,Outlet,Date\n", "header_only"),
        (b"%PDF-1.4\n1 0 obj", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not_a_table"),
        (b"<!DOCTYPE html><html>", "not_a_table"),
        (b"{\\rtf1 Headline}", "not_a_table"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "old_excel"),
        (b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_files_that_are_no_tables(content, code):
    assert refusal(content).code == code


def test_limits_of_csv_files_are_named(monkeypatch):
    too_large = refusal(b"x" * (MAX_BYTES + 1))
    assert (too_large.code, too_large.params) == ("file_too_large", {"limit": MAX_BYTES})
    assert "10 MB" in sentence(too_large.code, **too_large.params)
    monkeypatch.setattr(tables, "MAX_TABLE_ROWS", 3)
    assert len(rows_of(b"Headline,Outlet\n" + b"A,B\n" * 3)) == 3
    too_many = refusal(b"Headline,Outlet\n" + b"A,B\n" * 4)
    assert (too_many.code, too_many.params) == ("too_many_rows", {"limit": 3})
    assert refusal(b"a," * 300 + b"\n").code == "too_many_columns"


def test_a_quotation_mark_that_nothing_closes_is_reported_with_its_line():
    content = b'Headline,Outlet\nA,B\n"Cities,CNN\n' + b"Next,CNN\n" * 20_000
    refused = refusal(content)
    assert (refused.code, refused.params["line"]) == ("cell_too_large", 3)


def test_excel_with_real_dates_numbers_and_formulas():
    content = workbook(
        ["Headline", "Outlet", "Date", "Link"],
        ["Cities", "CNN", dt.date(2017, 3, 28), "https://a.example/"],
        [],
        [2017.0, 1.5, dt.datetime(2017, 3, 28, 10, 30), "=HYPERLINK(A1)"],
        ["#N/A", True, None, " x "],
    )
    table = open_table(content, "coverage.xlsx")
    assert table.guess_columns() == ["headline", "outlet_name", "date_text", "url"]
    assert list(table.rows()) == [
        (2, ["Cities", "CNN", "2017-03-28", "https://a.example/"]),
        (4, ["2017", "1.5", "2017-03-28 10:30:00"]),
        (5, ["", "True", "", "x"]),
    ]


def test_the_first_sheet_with_content_is_read():
    book = Workbook()
    book.create_sheet("Coverage").append(["Headline", "Outlet"])
    book["Coverage"].append(["Cities", "CNN"])
    assert rows_of(saved(book), "a.xlsx") == [(2, ["Cities", "CNN"])]
    assert refusal(saved(Workbook()), "a.xlsx").code == "empty"


ARTICLE = "https://www.nbcnews.com/news/cities-join-forces-n739171"
DAY = dt.date(2017, 3, 28)


def table_of(*rows, change=lambda sheet: None):
    """The table in a workbook of one sheet, to which something is done."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    return open_table(saved(book), "coverage.xlsx")


def link(**cells):
    def change(sheet):
        for cell, url in cells.items():
            sheet[cell].hyperlink = url

    return change


def cells_of(table):
    return [cells for _line, cells in table.rows()]


def test_address_behind_a_cell_has_a_column_next_to_it():
    table = table_of(
        ["Headline", "Outlet", "Date"],
        ["Cities", "CNN", DAY],
        ["Towns", "NPR", DAY],
        change=link(A2=ARTICLE),
    )
    assert table.guess_columns() == ["headline", "url", "outlet_name", "date_text"]
    assert table.header == ["Headline", "", "Outlet", "Date"]
    assert cells_of(table) == [["Cities", ARTICLE, "CNN", "2017-03-28"], ["Towns", "", "NPR", "2017-03-28"]]


def test_address_behind_a_word_takes_its_place():
    table = table_of(
        ["Headline", "Link"], ["Cities", "here"], ["Towns", "https://a.example/…"], change=link(B2=ARTICLE)
    )
    assert table.guess_columns() == ["headline", "url"]
    assert cells_of(table) == [["Cities", ARTICLE], ["Towns", "https://a.example/…"]]
    written_out = table_of(["Headline", "Link"], ["Cities", ARTICLE], change=link(B2=ARTICLE))
    assert cells_of(written_out) == [["Cities", ARTICLE]]


def test_address_typed_among_words_with_an_address_behind_them_is_not_lost():
    table = table_of(
        ["Headline", "Outlet", "Date", "Where"],
        ["Cities", "CNN", DAY, "here"],
        ["Towns", "NPR", DAY, "https://a.example/1"],
        change=link(D2=ARTICLE),
    )
    assert table.guess_columns() == ["headline", "outlet_name", "date_text", "", "url"]
    assert [cells[4] for cells in cells_of(table)] == [ARTICLE, "https://a.example/1"]


def test_of_several_addresses_in_a_row_the_one_behind_the_headline_counts():
    both = link(A2="https://cnn.example/about", B2=ARTICLE, A3="https://npr.example/about")
    table = table_of(["Outlet", "Headline"], ["CNN", "Cities"], ["NPR", "Towns"], change=both)
    assert table.guess_columns() == ["outlet_name", "", "headline", "url"]
    homes = table_of(["Outlet", "Headline"], ["CNN", "Cities"], change=link(A2="https://cnn.example/"))
    assert "url" not in homes.guess_columns() and cells_of(homes) == [["CNN", "https://cnn.example/", "Cities"]]


def test_address_behind_a_cell_far_down_is_not_lost():
    rows = [[f"Cities, part {n}", "CNN"] for n in range(60)]
    table = table_of(["Headline", "Outlet"], *rows, change=link(A61=ARTICLE))
    assert table.guess_columns() == ["headline", "url", "outlet_name"]
    assert cells_of(table)[-1] == [rows[-1][0], ARTICLE, "CNN"]


def test_empty_column_for_addresses_is_filled_from_the_headline():
    table = table_of(
        ["Headline", "Link", "Note"],
        ["Cities", None, "A"],
        ["Towns", "https://a.example/1", "B"],
        change=link(A2=ARTICLE),
    )
    assert table.guess_columns() == ["headline", "url", ""]
    assert cells_of(table) == [["Cities", ARTICLE, "A"], ["Towns", "https://a.example/1", "B"]]


def test_addresses_behind_cells_are_those_of_web_pages():
    def change(sheet):
        sheet["A2"].hyperlink = "mailto:ana@city.example"
        sheet["A3"].hyperlink = Hyperlink(ref="A3", location="Sheet!A1")
        sheet["A4"].hyperlink = Hyperlink(ref="A4", target=ARTICLE, location="video")
        sheet["A5"].hyperlink = "file:///C:/clips/5.pdf"

    table = table_of(["Headline", "Outlet"], *[[title, "CNN"] for title in "ABCD"], change=change)
    assert [cells[1] for cells in cells_of(table)] == ["", "", f"{ARTICLE}#video", ""]


@pytest.mark.parametrize(
    ("formula", "text", "address"),
    [
        (f'=HYPERLINK("{ARTICLE}","Cities")', "Cities", ARTICLE),
        (f'=hyperlink( "{ARTICLE}" , "Say ""no""" )', 'Say "no"', ARTICLE),
        (f'=IFERROR(HYPERLINK("{ARTICLE[:30]}"&"{ARTICLE[30:]}","Cities"),"")', "Cities", ARTICLE),
        ('=HYPERLINK("#Sheet!A1","Cities")', "", None),
        ('=HYPERLINK(B1&"x","Cities")', "", None),
        ('=HYPERLINK("' + '"&"' * 3000, "", None),
    ],
)
def test_formulas_with_addresses(formula, text, address):
    table = table_of(["Headline", "Outlet"], [formula, "CNN"])
    assert cells_of(table) == [[text, address, "CNN"] if address else ["", "CNN"]]


def test_formula_with_an_address_alone_and_in_csv():
    table = table_of(["Headline", "Link"], ["Cities", f'=HYPERLINK("{ARTICLE}")'])
    assert cells_of(table) == [["Cities", ARTICLE]]
    table = open_table(f'Headline;Outlet\n"=HYPERLINK(""{ARTICLE}"";""Cities"")";CNN\n'.encode())
    assert cells_of(table) == [["Cities", ARTICLE, "CNN"]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_names_of_columns_are_found_below_titles(kind):
    rows = [
        ["Press coverage, 2017"],
        ["Prepared", "3/28/2017"],
        ["Date", "Outlet", "Headline", "Link"],
        ["3/28/2017", "CNN", "Cities", ARTICLE],
    ]
    if kind == "csv":
        table = open_table("\n".join(";".join(row) for row in rows).encode(), "coverage.csv")
    else:
        table = table_of(rows[0], rows[1], [], *rows[2:])
    assert (table.has_header, table.guess_columns()) == (True, ["date_text", "outlet_name", "headline", "url"])
    assert cells_of(table) == [rows[3]]
    assert table.above == [["Press coverage, 2017"], ["Prepared", "3/28/2017"]]
    assert table.header_line == (3 if kind == "csv" else 4)
    table.has_header = False
    assert len(cells_of(table)) == 4


def test_names_of_columns_are_found_below_a_title_that_is_as_wide():
    rows = [["Client", "Local Progress", "Period", "March 2017"], ["Date", "Outlet", "Headline", "Link"]]
    table = table_of(*rows, ["3/28/2017", "CNN", "Cities", ARTICLE])
    assert table.header == rows[1] and table.above == rows[:1] and len(cells_of(table)) == 1


def test_rows_that_say_article_are_no_names_of_columns():
    row = [ARTICLE, "Cities join forces", "CNN", "3/28/2017"]
    table = open_table(csv_of(row, ["", "The Source", "Article", "Web"], row), "coverage.csv")
    assert not table.has_header and len(cells_of(table)) == 3


LIST = [["Headline", "Outlet"], ["Cities", "CNN"]]


def test_first_visible_sheet_that_lists_anything_is_read():
    book = workbook_of(
        Old=[["Headline", "Outlet"], ["Hidden", "CNN"]],
        Draft=[["Headline", "Outlet"], ["Very hidden", "CNN"]],
        Cover=[["How to use this sheet"], ["Ask Ana", "before you change it"]],
        Summary=[["Outlet", "Articles"], ["CNN", 1]],
        Template=[["Headline", "Outlet"]],
        Coverage=LIST,
        More=[["Title", "Medio", "Fecha"], ["Towns", "NPR", "3/28/2017"]],
        Empty=[],
    )
    book["Old"].sheet_state, book["Draft"].sheet_state = "hidden", "veryHidden"
    table = open_table(saved(book), "a.xlsx")
    assert (table.sheet, cells_of(table)) == ("Coverage", [["Cities", "CNN"]])
    assert table.other_sheets == ["Cover", "Summary", "More"] and table.hidden_sheets == ["Old", "Draft"]
    chosen = open_table(saved(book), "a.xlsx", sheet="More")
    assert chosen.guess_columns() == ["headline", "outlet_name", "date_text"]
    assert open_table(saved(book), "a.xlsx", sheet="Old").sheet == "Coverage"


def test_workbook_with_everything_hidden_is_refused_with_the_reason():
    book = workbook_of(Seen=[], Old=LIST)
    book["Old"].sheet_state = "hidden"
    assert refusal(saved(book), "a.xlsx").code == "only_hidden"


@pytest.mark.parametrize("serial", [42822, 42822.0, "42822"])
def test_serial_dates_are_read_as_days(serial):
    table = table_of(["Date", "Headline", "Reach"], [serial, "Cities", 42822])
    assert cells_of(table) == [["2017-03-28", "Cities", "42822"]]
    table = table_of(["Date", "Headline", "Reach"], [serial, "Cities", 42822])
    assert [cells for _line, cells in table.rows(["", "headline", "date_text"])] == [
        [str(42822), "Cities", "2017-03-28"]
    ]


def test_preview_shows_serial_dates_as_days():
    table = table_of(["Date", "Headline", "Reach"], [42822, "Cities", 42822])
    assert table.preview(2)[1] == ["2017-03-28", "Cities", "42822"]


def test_serial_dates_in_csv_and_of_workbooks_that_count_from_1904():
    assert cells_of(open_table(b"Fecha,Titular\n42822.4375,Ciudades\n", "a.csv")) == [["2017-03-28", "Ciudades"]]
    book = workbook_of(Coverage=[["Date", "Headline"], ["41360", "Cities"]])
    book.epoch = CALENDAR_MAC_1904
    assert cells_of(open_table(saved(book), "a.xlsx")) == [["2017-03-28", "Cities"]]


def test_merged_cells_count_for_every_row_that_they_span():
    def change(sheet):
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("C2:D2")
        sheet["A2"].hyperlink = ARTICLE

    rows = [["Outlet", "Headline", "Date", "Note"], ["CNN", "Cities", DAY], [None, "Towns", DAY], []]
    table = table_of(*rows, ["NPR", "Counties", DAY], change=change)
    assert cells_of(table) == [
        ["CNN", ARTICLE, "Cities", "2017-03-28"],
        ["CNN", ARTICLE, "Towns", "2017-03-28"],
        ["NPR", "", "Counties", "2017-03-28"],
    ]


def test_sizes_that_a_sheet_gives_wrongly_do_not_count():
    content = rewritten(
        workbook(*LIST), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"')
    )
    assert rows_of(content, "a.xlsx") == [(2, ["Cities", "CNN"])]


def test_links_and_merged_ranges_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(excel_files, "MAX_SPANS", 1_000)

    def change(sheet):
        sheet["A900"] = "Cities"
        sheet["A1"].hyperlink = ARTICLE

    endless = rewritten(
        saved_with(change), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1" ', b'ref="A1:XFD1048576" ')
    )
    assert refusal(endless, "a.xlsx").code == "unpacked_too_large"
    merged = "".join(f'<mergeCell ref="A{row}:A{row + 1}"/>' for row in range(1, 3_000, 2)).encode()
    many = rewritten(
        workbook(*LIST),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merged + b"</mergeCells>"),
    )
    assert refusal(many, "a.xlsx").code == "unpacked_too_large"


def saved_with(change):
    book = workbook_of(Coverage=LIST)
    change(book.active)
    return saved(book)


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (
            "News Date|News Headline|News Text|Outlet Name|Author Name|Media Type|Link",
            "date_text|headline||outlet_name|author|kind|url",
        ),
        (
            "Date|Time|Document ID|URL|Headline|Hit Sentence|Source|Influencer|Country|Language|Reach",
            "date_text|||url|headline|quote|outlet_name|author||language|",
        ),
        (
            "Article Title|Article URL|Published Date (UTC)|Media Outlet|Journalist(s)|UVM",
            "headline|url|date_text|outlet_name|author|",
        ),
        ("Title|Coverage URL|Site name|Published on|Domain authority", "headline|url|outlet_name|date_text|"),
        ("publish_date|title|url|media_name|mediaUrl", "date_text|headline|url|outlet_name|"),
        ("ItemType|publicationTitle|DocumentURL|pubdate|Title", "kind|outlet_name|url|date_text|headline"),
        ("Media|Outlet|Story|Headline", "|outlet_name||headline"),
        (
            "Fecha de la noticia|Nombre del medio|Título de la nota|Autor/a|Tipo de medio|Enlace a la noticia",
            "date_text|outlet_name|headline|author|kind|url",
        ),
        (
            "Fecha publicación|Soporte|Titular noticia|Periodista|URL nota|Valor",
            "date_text|outlet_name|headline|author|url|",
        ),
        ("Headline / Title|Outlet/Publication|Date/Time", "headline|outlet_name|date_text"),
        ("Coverage|Name|Email|Phone", "|||"),
    ],
)
def test_names_of_columns_of_clipping_services(names, fields):
    assert guess_columns(names.split("|")) == fields.split("|")


def test_workbooks_that_explode_are_refused_before_they_do(monkeypatch):
    content = workbook(["Headline"], ["Cities"])
    monkeypatch.setattr(excel_files, "MAX_UNPACKED", 2_000_000)
    bomb = rewritten(content, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 3_000_000)
    assert len(bomb) < 100_000
    assert refusal(bomb).params == {"limit": 2_000_000}
    # One that says that it is small.
    size, claim = (len(zipfile.ZipFile(io.BytesIO(bomb)).read("xl/worksheets/sheet1.xml")), 900)
    assert refusal(bomb.replace(size.to_bytes(4, "little"), claim.to_bytes(4, "little"))).code == "damaged"


def test_sheets_that_are_endless_are_refused(monkeypatch):
    monkeypatch.setattr(excel_files, "MAX_SHEET_ROWS", 1_000)
    book = Workbook()
    book.active["A1"], book.active["A1048576"] = "Headline", "Cities"
    assert refusal(saved(book)).code == "too_many_rows"
    book = Workbook()
    book.active["A1"], book.active["GS1"] = "Headline", "Cities"
    assert refusal(saved(book)).code == "too_many_columns"


def test_empty_sheets_are_no_way_around_the_limit_of_rows(monkeypatch):
    monkeypatch.setattr(excel_files, "MAX_SHEET_ROWS", 1_000)
    book = Workbook()
    for _sheet in range(3):
        book.create_sheet()["A400"].number_format = "0.00"
    assert refusal(saved(book)).code == "too_many_rows"


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_workbooks_with_masses_of_elements_are_refused_before_they_are_read(monkeypatch, part):
    content = workbook(["Headline"], ["Cities"])
    bomb = rewritten(content, part, lambda xml: xml + b"<xf/>" * 4_000)
    monkeypatch.setattr(excel_files, "MAX_ELEMENTS", 3_000)
    monkeypatch.setattr(excel_files, "MAX_ELEMENTS_AT_ONCE", 2_000)
    assert refusal(bomb).code == "unpacked_too_large"
    assert rows_of(content) == [(2, ["Cities"])]


def test_columns_by_the_thousand_are_named_in_no_time():
    count = 40_000
    start = time.process_time()
    columns = guess_columns(["x"] * count + ["headline", "outlet"], [["y"] * (count + 2)])
    assert columns[count:] == ["headline", "outlet_name"] and not any(columns[:count])
    guess_columns([""] * count, [["y"] * count])
    assert time.process_time() - start < 5


def test_entities_in_workbooks_are_refused():
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"):
        content = rewritten(workbook(["Headline"], ["Cities"]), part, lambda xml: entities + xml)
        assert refusal(content).code == "damaged"


def test_other_archives_are_no_tables():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert refusal(content.getvalue()).code == "not_a_table"


@given(st.integers(0, 4_000), st.integers(0, 255), st.booleans())
@settings(max_examples=40, derandomize=True, database=None, deadline=None)
def test_damaged_workbooks_are_refused_and_nothing_worse(place, byte, cut):
    content = bytearray(_SOUND)
    place %= len(content)
    if cut:
        del content[place:]
    else:
        content[place] = byte
    with contextlib.suppress(InputError):
        rows_of(bytes(content), "a.xlsx")


def test_a_row_with_no_number_that_there_is_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_SOUND)) as sound, zipfile.ZipFile(content, "w") as changed:
        for part in sound.infolist():
            changed.writestr(part, sound.read(part).replace(b'<row r="1"', b'<row r="inf"'))
    assert refusal(content.getvalue(), "a.xlsx").code == "damaged"


_SOUND = workbook(["Headline", "Outlet"], ["Cities", "CNN"])


@given(
    st.binary(max_size=300)
    | st.text(max_size=150).map(lambda text: f"Headline,Outlet\n{text}".encode(errors="replace"))
)
@settings(max_examples=60, derandomize=True, database=None, deadline=None)
def test_any_bytes_at_all(content):
    rows = []
    with contextlib.suppress(InputError):
        rows = rows_of(content)
    lines = [line for line, _cells in rows]
    assert lines == sorted(set(lines))
    assert all(any(cells) and "\x00" not in "".join(cells) for _line, cells in rows)


@given(st.lists(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8), min_size=2, max_size=2)))
@settings(max_examples=40, derandomize=True, database=None, deadline=None)
def test_what_a_spreadsheet_writes_is_what_is_read(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["Headline", "Outlet"], *rows])
    expected = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if expected:
        assert [cells for _line, cells in rows_of(text.getvalue().encode())] == expected
