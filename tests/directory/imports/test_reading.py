"""Any file becomes a table: encodings, delimiters, headers, ragged rows, limits."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from directory.imports import troubles
from directory.imports.columns import known_header
from directory.imports.encodings import find_encoding
from directory.imports.findings import Reason, Weight
from directory.imports.limits import Limits
from directory.imports.reading import FileKind, Reading, Table, open_table

TEXT = "団体名,電話番号,メモ\r\nさくら会,083-922-1111,第一・第三\r\n髙﨑の会,083-922-2222,①\r\n"
BOM = "\ufeff"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a small file and gives its path."""

    def write_file(content: str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def cells(table: Table) -> list[dict[str, str]]:
    return [row.cells for row in table.rows()]


def reasons(table: Table) -> list[Reason]:
    return [finding.reason for finding in table.warnings]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        ((BOM * 2 + TEXT).encode("utf-8"), "utf-8"),
        (TEXT.encode("cp932"), "cp932"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        ((BOM + TEXT).encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.replace("髙﨑", "高崎").replace("①", "1").encode("euc_jp"), "euc_jp"),
        (TEXT.replace("髙﨑", "高崎").replace("①", "1").encode("iso2022_jp"), "iso2022_jp"),
    ],
)
def test_the_encoding_is_found_and_text_comes_through(write: Write, content: bytes, encoding: str) -> None:
    table = open_table(write(content), knows=known_header)
    assert table.encoding == encoding
    assert table.header == ("団体名", "電話番号", "メモ")
    assert cells(table)[0] == {"団体名": "さくら会", "電話番号": "083-922-1111", "メモ": "第一・第三"}
    assert [finding for row in table.rows() for finding in row.findings] == []


def test_bytes_that_cannot_be_read_are_marked_and_do_not_stop_anything(write: Write) -> None:
    content = "団体名,電話番号\nさくら会,1\n".encode() + b"\xff\xfe\x80,2\n" + "うめ会,3\n".encode()
    table = open_table(write(content))
    rows = list(table.rows())
    assert table.encoding == "utf-8"
    assert [row.cells["電話番号"] for row in rows] == ["1", "2", "3"]
    assert [finding.reason for finding in rows[1].findings] == [Reason.UNREADABLE_BYTES]
    assert rows[1].findings[0].weight is Weight.DOUBT


def test_a_zero_character_does_not_reach_the_database(write: Write) -> None:
    [row] = open_table(write("団体名,電話番号\nさく\x00ら会,1\n")).rows()
    assert row.cells["団体名"] == "さく�ら会"
    assert [finding.reason for finding in row.findings] == [Reason.UNREADABLE_BYTES]


def test_an_encoding_can_be_demanded(write: Write) -> None:
    path = write(TEXT.encode("cp932"))
    assert open_table(path, Reading(encoding="shift_jis_2004")).encoding == "shift_jis_2004"
    with pytest.raises(troubles.UnknownEncoding):
        open_table(path, Reading(encoding="klingon"))


def test_the_question_mark_that_a_converter_left_is_taken_off_the_first_header(write: Write) -> None:
    for first in ("?団体名", '?"団体名"'):
        table = open_table(write(f"{BOM}{first},電話番号\nさくら会,1\n"))
        assert table.header == ("団体名", "電話番号")
        assert reasons(table) == [Reason.HEADER_MARK]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(write: Write, delimiter: str) -> None:
    lines = [["団体名", "活動内容", "電話番号"], ["さくら会", "花、木、草を植える", "1"], ["うめ会", "", "2"]]
    table = open_table(write("\n".join(delimiter.join(line) for line in lines), "file.txt"))
    assert table.delimiter == delimiter
    assert list(cells(table)[0].values()) == lines[1]


def test_tabs_inside_a_comma_file_do_not_confuse(write: Write) -> None:
    table = open_table(write("団体名,住所\nさくら会,\t\t\t山口市\t\t\nうめ会,防府市\n"))
    assert table.delimiter == ","
    assert cells(table)[0]["住所"] == "\t\t\t山口市\t\t"


def test_line_ends_may_be_mixed_and_stand_inside_quotes(write: Write) -> None:
    table = open_table(write('団体名,活動内容\r\nさくら会,"花を\n植える"\nうめ会,"梅を\r\n植える"\rもも会,桃\r\n'))
    assert [row.cells["活動内容"] for row in table.rows()] == ["花を\n植える", "梅を\r\n植える", "桃"]


def test_rows_are_numbered_as_a_spreadsheet_does(write: Write) -> None:
    blank = ",\r\n" * 300
    table = open_table(write(f'団体名,活動内容\r\nさくら会,"二\n行"\r\n{blank}うめ会,梅\r\n　,\xa0\r\n'))
    assert [(row.number, row.cells["団体名"]) for row in table.rows()] == [(2, "さくら会"), (303, "うめ会")]


def test_rows_with_more_or_fewer_values_than_headers_are_reported_and_lose_nothing(write: Write) -> None:
    table = open_table(write("団体名,電話番号\nさくら会,1,\nうめ会\nもも会,2,余り\nくり会,3\n"))
    rows = list(table.rows())
    assert [[(f.reason, f.weight) for f in row.findings] for row in rows] == [
        [(Reason.MORE_VALUES, Weight.NOTE)],
        [(Reason.FEWER_VALUES, Weight.DOUBT)],
        [(Reason.MORE_VALUES, Weight.DOUBT)],
        [],
    ]
    assert rows[1].cells == {"団体名": "うめ会", "電話番号": ""}
    assert rows[2].cells == {"団体名": "もも会", "電話番号": "2", "列3": "余り"}


def test_a_quotation_mark_that_is_never_closed_is_reported(write: Write) -> None:
    [row] = open_table(write('団体名,電話番号\nさくら会,"1\nうめ会,2\n')).rows()
    assert Reason.OPEN_QUOTE in [finding.reason for finding in row.findings]


def test_a_table_without_header_row_is_recognised(write: Write) -> None:
    table = open_table(
        write("さくら会,083-922-1111,https://sakura.example.jp\nうめ会,083-922-2222,\n"), knows=known_header
    )
    assert not table.has_header
    assert table.header == ("列1", "列2", "列3")
    assert len(cells(table)) == 2
    assert reasons(table) == [Reason.NO_HEADER]


def test_whether_there_is_a_header_can_be_said(write: Write) -> None:
    path = write("さくら会,花の会\nうめ会,梅の会\n")
    assert open_table(path).has_header
    assert not open_table(path, Reading(has_header=False)).has_header
    assert len(cells(open_table(path, Reading(has_header=False)))) == 2
    assert open_table(write("1,2\n3,4\n"), Reading(has_header=True)).header == ("1", "2")
    assert open_table(write("題\n\n団体名,x\nさくら会,1\n"), Reading(header_row=3)).header == ("団体名", "x")


def test_a_title_above_the_header_is_stepped_over(write: Write) -> None:
    text = "市民活動団体一覧,,\n令和7年4月1日現在,,\n,,\n番号,団体名,電話番号\n1,さくら会,083-922-1111\n"
    table = open_table(write(text), knows=known_header)
    assert (table.header, table.header_row) == (("番号", "団体名", "電話番号"), 4)
    assert reasons(table) == [Reason.TITLE_ROWS]
    assert [row.number for row in table.rows()] == [5]


def test_every_column_gets_a_name_of_its_own(write: Write) -> None:
    table = open_table(write("団体名,電話,,電話,電話\nさくら会,1,2,3,4\n"), knows=known_header)
    assert table.header == ("団体名", "電話", "列3", "電話（2）", "電話（3）")
    assert reasons(table) == [Reason.BLANK_HEADER, Reason.DOUBLE_HEADER, Reason.DOUBLE_HEADER]


@pytest.mark.parametrize(
    ("content", "reason"), [("", Reason.EMPTY_FILE), ("\n\n ,\n", Reason.EMPTY_FILE), ("団体名,電話\n", Reason.NO_ROWS)]
)
def test_a_file_without_rows_is_told_so(write: Write, content: str, reason: Reason) -> None:
    table = open_table(write(content))
    assert cells(table) == []
    assert reason in reasons(table)


def test_a_table_can_be_read_again(write: Write) -> None:
    table = open_table(write(TEXT))
    assert cells(table) == cells(table)


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "説明"
    book.active["A1"] = "この表の使い方"
    sheet = book.create_sheet("一覧")
    sheet.append([None, "市民活動団体一覧"])
    sheet.append([])
    sheet.append([None, "団体名", "電話番号", "設立年月日", "開始時間", "会員募集", "会員数"])
    sheet.append([None, "さくら会", "083-922-1111", dt.datetime(2001, 4, 1), dt.time(17, 0), True, 12.0])
    sheet.append([])
    sheet.append([None, "うめ会", 839222222, None, None, None, 1.5])
    book.save(path)
    return path


def test_a_workbook_is_read_from_its_fullest_sheet(tmp_path: Path) -> None:
    table = open_table(workbook(tmp_path / "一覧.xlsx"), knows=known_header)
    assert (table.kind, table.source.sheet, table.header_row) == (FileKind.WORKBOOK, "一覧", 3)
    rows = list(table.rows())
    assert [row.number for row in rows] == [4, 6]
    assert rows[0].cells == {
        "団体名": "さくら会",
        "電話番号": "083-922-1111",
        "設立年月日": "2001-04-01",
        "開始時間": "17:00",
        "会員募集": "TRUE",
        "会員数": "12",
    }
    assert rows[1].cells["電話番号"] == "839222222"
    assert rows[1].cells["会員数"] == "1.5"
    assert Reason.OTHER_SHEETS in reasons(table)


def test_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = workbook(tmp_path / "一覧.xlsx")
    assert open_table(path, Reading(sheet="説明")).header == ("この表の使い方",)
    with pytest.raises(troubles.SheetMissing) as trouble:
        open_table(path, Reading(sheet="名簿"))
    assert "一覧" in trouble.value.text


def test_an_empty_workbook_is_an_empty_table(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    assert cells(open_table(tmp_path / "empty.xlsx")) == []


def test_a_broken_workbook_is_refused_by_name(write: Write) -> None:
    with pytest.raises(troubles.BrokenWorkbook):
        open_table(write(b"PK\x03\x04 not a workbook", "broken.xlsx"))


def test_a_list_nested_in_json_is_found_with_what_stands_around_it(write: Write) -> None:
    data = {
        "no": "35",
        "pref_name": "yamaguchi",
        "organizations": [
            {
                "id": 1,
                "name": "さくら会",
                "species": ["dog", "cat"],
                "sns": [{"type": "x", "url": "https://x.example/a"}],
            },
            {"id": 2, "name": "うめ会", "ok": True, "more": None, "place": {"city": "防府市"}},
        ],
    }
    table = open_table(write(json.dumps(data, ensure_ascii=False), "file.json"))
    assert table.kind is FileKind.JSON
    first, second = cells(table)
    assert (first["pref_name"], first["name"], first["species"]) == ("yamaguchi", "さくら会", "dog、cat")
    assert "https://x.example/a" in first["sns"]
    assert (second["ok"], second["more"], second["place.city"], second["species"]) == ("TRUE", "", "防府市", "")


@pytest.mark.parametrize(
    "content",
    [
        '[{"a": "1", "b": "2"}]',
        '{"items": [{"a": 1, "b": 2.0}]}',
        '{"x": {"a": "1", "b": "2"}, "y": {"a": "1", "b": "2"}}',
        '[["a", "b"], ["1", "2"]]',
        '{"a": 1, "b": 2}\n{"a": 1, "b": 2}\n',
        BOM + '[{"a": "1", "b": "2"}]',
    ],
)
def test_json_of_many_shapes_gives_rows(write: Write, content: str) -> None:
    first = cells(open_table(write(content, "file.json")))[0]
    assert (first["a"], first["b"]) == ("1", "2")


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        ('{"a": [}', troubles.BrokenJson),
        ("", troubles.BrokenJson),
        ('["a", "b"]', troubles.JsonWithoutRows),
        ('{"a": 1}', troubles.JsonWithoutRows),
        ("[" * 100_000, troubles.BrokenJson),
    ],
)
def test_json_without_rows_is_refused_by_name(write: Write, content: str, trouble: type[troubles.FileTrouble]) -> None:
    with pytest.raises(trouble):
        open_table(write(content, "file.json"))


@pytest.mark.parametrize("content", [b"%PDF-1.7 \x00", b"\x89PNG\r\n\x1a\n\x00\x00", b"\x00\x01\x02\x03" * 500])
def test_a_file_of_another_kind_is_refused_by_name(write: Write, content: bytes) -> None:
    with pytest.raises(troubles.UnknownFileKind):
        open_table(write(content))


def test_limits_are_named_in_japanese(write: Write) -> None:
    path = write("団体名,電話番号\nさくら会,1\nうめ会,2\n")
    with pytest.raises(troubles.TooManyRows) as rows:
        list(open_table(path, Reading(limits=Limits(rows=2))).rows())
    assert "2行まで" in rows.value.text
    with pytest.raises(troubles.TooManyColumns):
        open_table(path, Reading(limits=Limits(columns=1)))
    with pytest.raises(troubles.FileTooLarge) as size:
        open_table(path, Reading(limits=Limits(megabytes=0)))
    assert "MBまで" in size.value.text
    with pytest.raises(troubles.CellTooLong) as long:
        list(open_table(write("団体名,メモ\nさくら会," + "あ" * 40_000 + "\n")).rows())
    assert "2行目" in long.value.text


def test_a_quote_that_swallows_the_file_is_named_with_its_row(write: Write) -> None:
    path = write('団体名,メモ\nさくら会,1\nうめ会,"2\n' + "もも会,3\n" * 30_000)
    with pytest.raises(troubles.CellTooLong) as trouble:
        list(open_table(path).rows())
    assert "3行目" in trouble.value.text


def test_formulas_stay_as_they_are_written(write: Write) -> None:
    [row] = open_table(write("団体名,メモ\nさくら会,=1+cmd|' /C calc'!A0\n")).rows()
    assert row.cells["メモ"] == "=1+cmd|' /C calc'!A0"


def test_plain_ascii_is_utf8(write: Write) -> None:
    assert find_encoding(write("name,phone\na,1\n")) == "utf-8"
