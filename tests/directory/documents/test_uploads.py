"""Documents: what is taken in, what is refused and leaves nothing behind, and who may read them."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
import weasyprint
from flask.testing import FlaskClient
from PIL import Image

from directory.accounts.models import Account
from directory.documents.actions import add_document
from directory.documents.files import Uploads
from directory.documents.models import Document, DocumentKind
from directory.groups.models import Group
from kit.clock import travelled
from kit.db import Database, session
from kit.settings import Settings
from kit.web import Application
from tests.cast import Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPG = (
    bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffda00080101003f00")
    + b"\0\xff\xd9"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
EXE = b"MZ\x90\x00" + b"\x00" * 200
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def office(media_type: str, folder: str, **more: bytes) -> bytes:
    types = f'<Types><Override ContentType="{media_type}.main+xml"/></Types>'.encode()
    return packed({"[Content_Types].xml": types, f"{folder}/main.xml": b"<a/>"} | more)


DOCX = office(WORD, "word")
XLSX = office(SHEET, "xl")
BOMB = office(WORD, "word", **{"word/media.bin": b"\x00" * 20_000_000})
MACRO = office(WORD, "word", **{"word/vbaProject.bin": b"program"})

TAKEN = {"規約.pdf": PDF, "名簿.xlsx": XLSX, "会則.docx": DOCX, "写真.JPG": JPG, "図.png": PNG, "ending-less": PDF}
REFUSED = {
    "a drawing with a script": ("会則.svg", SVG, "受け取れません"),
    "a web page": ("会則.html", HTML, "受け取れません"),
    "a web page called pdf": ("会則.pdf", HTML, "受け取れません"),
    "a program": ("会則.exe", EXE, "受け取れません"),
    "a program called pdf": ("会則.pdf", EXE, "受け取れません"),
    "any archive": ("会則.zip", packed({"a.txt": b"a"}), "受け取れません"),
    "an archive called docx": ("会則.docx", packed({"a.txt": b"a"}), "受け取れません"),
    "a raw photo": ("会則.jpg", b"\xff\xd8\xff\x00" * 8, "受け取れません"),
    "a zip bomb": ("会則.docx", BOMB, "大きくなりすぎる"),
    "a program inside": ("会則.docx", MACRO, "マクロ"),
    "an old or locked file": ("会則.doc", OLD, "古い形式"),
    "nothing": ("会則.pdf", b"", "空です"),
    "eleven megabytes": ("会則.pdf", b"%PDF-1.7" + b" " * 11 * 1024 * 1024 + b"%%EOF", "10MBまで"),
    "half a pdf": ("会則.pdf", PDF[:20], "途中で切れています"),
    "half a picture": ("図.png", PNG[:-8], "途中で切れています"),
    "half a photo": ("写真.jpg", JPG[:-2], "途中で切れています"),
    "half a document": ("会則.docx", DOCX[:-40], "途中で切れています"),
    "a false ending": ("会則.exe", PDF, "中身が合いません"),
    "a path": ("../../etc/passwd.pdf", PDF, "使えない文字"),
    "a path of windows": ("a\\\\..\\\\b.pdf", PDF, "使えない文字"),
    "a long name": ("長" * 296 + ".pdf", PDF, "長すぎます"),
    "a name that turns round": ("規約\u202efdp.exe", PDF, "使えない文字"),
    "a name with a bell": ("規約\x07.pdf", PDF, "使えない文字"),
    "a name with a zero": ("規約.pdf\x00.exe", PDF, "使えない文字"),
}


@pytest.fixture
def page(browser_of: BrowserOf) -> tuple[FlaskClient, str]:
    """Jiro's browser, and the page of the documents of the group he registers."""
    browser = browser_of("jiro")
    begun = post(browser, "/my/register", {"name": "つむぎの会", "sector": "citizen"})
    return browser, f"{begun.location}/documents"


def send(page: tuple[FlaskClient, str], name: str, content: bytes, kind: str = "rules"):
    return post(page[0], page[1], {"kind": kind, "file": (io.BytesIO(content), name)})


def stored(settings: Settings) -> list[Path]:
    return sorted((settings.data_dir / "uploads").glob("*"))


@pytest.mark.parametrize("name", TAKEN)
def test_the_five_kinds_of_file_are_taken_in(
    name: str, page: tuple[FlaskClient, str], settings: Settings, database: Database
) -> None:
    assert send(page, name, TAKEN[name]).status_code == 303
    with database.transaction(writing=False):
        document = session.scalars(sa.select(Document)).one()
    assert document.file_name == name
    assert document.size == len(TAKEN[name])
    (file,) = stored(settings)
    assert file.name == document.stored_name
    assert file.read_bytes() == TAKEN[name]
    assert name in page[0].get(page[1]).text


@pytest.mark.parametrize("what", REFUSED)
def test_any_other_file_is_refused_in_words_and_leaves_nothing(
    what: str, page: tuple[FlaskClient, str], settings: Settings, database: Database
) -> None:
    name, content, words = REFUSED[what]
    answer = send(page, name, content)
    assert answer.status_code == 422
    said = re.search(r'id="file-error">(.*?)</p>', answer.text)
    assert said
    assert words in said[1]
    assert stored(settings) == []
    with database.transaction(writing=False):
        assert session.scalars(sa.select(Document)).all() == []


def test_files_as_programs_write_them_are_taken_in(page: tuple[FlaskClient, str]) -> None:
    book, photo, printed = io.BytesIO(), io.BytesIO(), weasyprint.HTML(string="<p>会則</p>").write_pdf()
    openpyxl.Workbook().save(book)
    Image.effect_noise((800, 600), 50).save(photo, "JPEG", progressive=True)
    drawing = io.BytesIO()
    Image.new("RGB", (800, 600)).save(drawing, "PNG")
    made = {"a.xlsx": book.getvalue(), "a.jpg": photo.getvalue(), "a.png": drawing.getvalue(), "a.pdf": printed}
    assert [name for name, content in made.items() if send(page, name, content).status_code != 303] == []


def test_no_file_at_all_is_said_at_the_field(page: tuple[FlaskClient, str]) -> None:
    answer = post(page[0], page[1], {"kind": "rules"})
    assert answer.status_code == 422
    assert "ファイルを選んでください。" in answer.text


def test_more_than_the_server_reads_is_answered_in_japanese(page: tuple[FlaskClient, str], settings: Settings) -> None:
    answer = send(page, "会則.pdf", b"%PDF-" + b" " * 21 * 1024 * 1024)
    assert answer.status_code == 413
    assert "ファイルが大きすぎます（10MBまで）" in answer.text
    assert stored(settings) == []


def test_an_upload_that_breaks_off_leaves_nothing(page: tuple[FlaskClient, str], settings: Settings) -> None:
    browser, address = page
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(address).text)
    assert token
    part = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}'
    head = part.format("csrf_token", "", token[1] + "\r\n") + part.format("kind", "", "rules\r\n")
    head += part.format("file", '; filename="a.pdf"', "")
    body = head.encode() + PDF  # and there the line goes dead
    for length in (len(body), len(body) + 5000):
        answer = browser.post(
            address,
            input_stream=io.BytesIO(body),
            headers={"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(length)},
        )
        assert 400 <= answer.status_code < 500
        assert re.search("[ぁ-ん]", answer.text)
        assert stored(settings) == []


def test_only_the_group_and_the_centre_can_read_a_document(
    page: tuple[FlaskClient, str], browser_of: BrowserOf, database: Database
) -> None:
    send(page, "規約 むすび.pdf", PDF)
    with database.transaction(writing=False):
        address = f"/documents/{session.scalars(sa.select(Document.id)).one()}"
    answer = page[0].get(address)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%E8%A6%8F%E7%B4%84%20%E3%82%80" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert browser_of("hanako").get(address).data == PDF
    assert [browser_of(who).get(address).status_code for who in ("", "taro")] == [401, 404]
    assert browser_of("taro").get("/documents/9999").status_code == 404


def test_a_file_that_is_gone_is_said_in_words(
    page: tuple[FlaskClient, str], settings: Settings, database: Database
) -> None:
    send(page, "規約.pdf", PDF)
    with database.transaction(writing=False):
        number = session.scalars(sa.select(Document.id)).one()
    stored(settings)[0].unlink()
    answer = page[0].get(f"/documents/{number}")
    assert answer.status_code == 410
    assert "ファイルが見つかりません" in answer.text


def test_a_document_taken_back_leaves_no_file(
    page: tuple[FlaskClient, str], settings: Settings, database: Database, work: Callable[[], int]
) -> None:
    send(page, "規約.pdf", PDF)
    with database.transaction(writing=False):
        number = session.scalars(sa.select(Document.id)).one()
    assert post(page[0], f"{page[1]}/{number}/removal", {}, page=page[1]).status_code == 303
    work()
    assert stored(settings) == []
    assert page[0].get(f"/documents/{number}").status_code == 404


def test_nobody_takes_back_the_document_of_another_group(
    page: tuple[FlaskClient, str], browser_of: BrowserOf, database: Database, settings: Settings
) -> None:
    send(page, "規約.pdf", PDF)
    with database.transaction(writing=False):
        number = session.scalars(sa.select(Document.id)).one()
    other = browser_of("taro")
    own = post(other, "/my/register", {"name": "別の会", "sector": "citizen"}).location
    assert post(other, f"{own}/documents/{number}/removal", {}, page=f"{own}/documents").status_code == 404
    assert len(stored(settings)) == 1


def test_a_file_without_a_row_is_swept_after_a_day(
    app: Application, database: Database, settings: Settings, cast: Cast
) -> None:
    uploads = Uploads(settings.data_dir)

    def hand_in_and_fail() -> None:
        with app.app_context(), database.transaction():
            group, taro = session.get_one(Group, cast.river), session.get_one(Account, cast.taro)
            add_document(group, DocumentKind.RULES, io.BytesIO(PDF), "a.pdf", uploads=uploads, by=taro)
            raise LookupError("the rest of the request fails")

    with pytest.raises(LookupError):
        hand_in_and_fail()
    assert len(stored(settings)) == 1
    assert uploads.sweep(set()) == 0
    with travelled(timedelta(days=2)):
        assert uploads.sweep({stored(settings)[0].name}) == 0
        assert uploads.sweep(set()) == 1
    assert stored(settings) == []


def test_a_group_hands_in_a_few_documents_not_an_archive(page: tuple[FlaskClient, str]) -> None:
    for number in range(20):
        assert send(page, f"{number}.pdf", PDF).status_code == 303
    assert "20件まで" in send(page, "one-more.pdf", PDF).text
