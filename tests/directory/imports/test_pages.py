"""Importing on the staff's pages: upload, columns, check, import, result, undo."""

import io
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]
FILE = "団体名,ふりがな,謎の列\nはなみずきの会,はなみずきのかい,x\n,なまえなし,y\n".encode("cp932")


def upload(client: FlaskClient, name: str, content: bytes, kind: str = "groups"):
    return post(client, "/desk/imports", {"kind": kind, "file": (io.BytesIO(content), name)})


def test_a_file_goes_from_upload_to_result_and_back(browser_of: BrowserOf, work: Callable[[], int]) -> None:
    client = browser_of("hanako")
    page = upload(client, "名簿.csv", FILE).location
    shown = client.get(page).text
    assert "謎の列" in shown
    assert "使いません" in shown
    columns = {"columns-0-column": "団体名", "columns-0-attribute": "name"}
    columns |= {"columns-1-column": "ふりがな", "columns-1-attribute": "reading"}
    post(client, f"{page}/columns", columns, page=page)
    work()
    checked = client.get(page).text
    assert "受け取れない" in checked
    assert client.get("/groups?q=はなみずき").text.count("はなみずきの会") == 0
    post(client, f"{page}/start", {"activate": "true"}, page=page)
    work()
    assert "はなみずきの会" in client.get("/groups?q=はなみずき").text
    assert "なまえなし" not in client.get(page).text
    report = client.get(f"{page}/report.csv")
    assert report.mimetype == "text/csv"
    post(client, f"{page}/undo", {}, page=page)
    work()
    assert "取り消しました" in client.get(page).text
    assert ">はなみずきの会<" not in client.get("/groups?q=はなみずき").text


def test_a_file_that_cannot_be_read_is_said_at_the_field_and_not_kept(
    browser_of: BrowserOf, settings: object, tmp_path: Path
) -> None:
    client = browser_of("hanako")
    for name, content in (
        ("絵.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("空.csv", b""),
        ("壊れた.xlsx", b"PK\x03\x04broken"),
    ):
        answer = upload(client, name, content)
        assert answer.status_code == 422, name
        assert 'id="file-error"' in answer.text
    assert not list((tmp_path / "var" / "imports").glob("*"))
    missing = post(client, "/desk/imports", {"kind": "groups"})
    assert "ファイルを選んでください" in missing.text


def test_an_import_cannot_be_started_twice(browser_of: BrowserOf, work: Callable[[], int]) -> None:
    client = browser_of("hanako")
    page = upload(client, "名簿.csv", FILE).location
    post(client, f"{page}/check", {}, page=page)
    work()
    post(client, f"{page}/start", {}, page=page)
    work()
    post(client, f"{page}/start", {}, page=page)
    assert "いまはこの操作をできません" in client.get(page).text


def test_only_staff_import(browser_of: BrowserOf) -> None:
    assert browser_of("").get("/desk/imports").status_code == 401
    assert browser_of("jiro").get("/desk/imports").status_code == 403


def test_what_all_will_see_is_said_before_it_is_brought_in(browser_of: BrowserOf, work: Callable[[], int]) -> None:
    client = browser_of("hanako")
    page = upload(
        client, "会場.csv", "名称,住所,緯度,経度,開催日\nさくら食堂,中央1-2-3,34.1,131.4,火曜\n".encode()
    ).location
    assert '<option value="venue" selected>会場の住所（公開）</option>' in client.get(page).text
    columns = {f"columns-{at}-column": name for at, name in enumerate(("名称", "住所"))}
    post(
        client, f"{page}/columns", columns | {"columns-0-attribute": "name", "columns-1-attribute": "venue"}, page=page
    )
    work()
    checked = client.get(page).text
    assert "活動場所としてだれにでも見えます" in checked
    assert '<strong><span lang="ja">住所</span></strong>' in checked


def test_an_address_once_shown_as_a_venue_is_not_proposed_as_one_again(browser_of: BrowserOf) -> None:
    client, file = browser_of("hanako"), "団体名,代表者,住所,活動日\nしらばら会,田中,中央1-2-3,火曜\n".encode()
    columns = {f"columns-{at}-column": name for at, name in enumerate(("団体名", "住所"))}
    columns |= {"columns-0-attribute": "name", "columns-1-attribute": "venue"}
    page = upload(client, "名簿.csv", file).location
    post(client, f"{page}/columns", columns, page=page)
    again = client.get(upload(client, "名簿.csv", file).location).text
    assert 'value="venue" selected' not in again
    assert 'value="address" selected' in again


NAMELESS = "よびな,電話,代表者\nはなみずきの会,03-0000-2222,田中\n".encode()


def test_a_name_that_is_not_found_among_the_columns_is_chosen_on_the_page(
    browser_of: BrowserOf, work: Callable[[], int]
) -> None:
    client = browser_of("hanako")
    page = upload(client, "名簿.csv", NAMELESS).location
    assert "「団体名」にあたる列が見つかりませんでした" in client.get(page).text
    columns = {f"columns-{at}-column": name for at, name in enumerate(("よびな", "電話", "代表者"))}
    columns |= {"columns-0-attribute": "", "columns-1-attribute": "fax", "columns-2-attribute": "representative"}
    refused = post(client, f"{page}/columns", columns, page=page)
    assert refused.status_code == 422
    assert "「団体名」にする列が選ばれていません" in refused.text
    assert '<option value="fax" selected>' in refused.text
    assert "--mapping" not in refused.text
    post(client, f"{page}/columns", columns | {"columns-0-attribute": "name"}, page=page)
    work()
    assert "新規" in client.get(page).text


def test_a_file_that_holds_no_table_is_told_as_what_it_is(browser_of: BrowserOf) -> None:
    client = browser_of("hanako")
    for name, content, told in (
        ("空.csv", b"", "何も書かれていません"),
        ("空白.csv", b"\n , \n", "何も書かれていません"),
        ("写真.csv", bytes(range(256)) * 20, "中身は文字ではありません"),
        ("写真.txt", b"MZ\x90" + bytes(300), "中身は文字ではありません"),
        ("壊れた.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"broken" * 20, "Excelのファイルを開けませんでした"),
        ("切れた.xls", bytes(range(256)) * 20, "Excelのファイルを開けませんでした"),
        ("別物.xls", "これは表ではありません\nただの文です\n".encode(), "Excelのファイルを開けませんでした"),
    ):
        answer = upload(client, name, content)
        assert answer.status_code == 422, name
        assert told in answer.text, name
    assert upload(client, "古い.xls", "団体名\t電話\nさくら会\t03-0000-2222\n".encode("cp932")).status_code == 303
