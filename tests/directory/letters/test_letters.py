"""The post of the centre: printed, posted, bounced, and never showing who may not see it the way in."""

import io
from collections.abc import Callable
from datetime import timedelta

import pypdf
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.openings.models import Opening
from kit.clock import travelled
from kit.db import Database, session
from kit.mail import Letter, LetterState, Recipient, leave_letter
from tests.cast import Cast
from tests.conftest import open_private, post

BrowserOf = Callable[[str], FlaskClient]
HANA = Recipient(name="山田 花子", address="むすび市中央一丁目1番1号\nむすびマンション101")
LINK = "https://musubi.example.jp/confirm/secret-token"


def write(
    database: Database, *, to: Recipient = HANA, kind: str = "confirmations.ask", title: str = "確認のお願い"
) -> int:
    with database.transaction():
        letter = leave_letter(
            kind, about="group:1", to=to, title=title, body="下のページを。\n\n{link}\n\n以上", link=LINK
        )
        assert letter is not None
        return letter.id


def state(database: Database, letter_id: int) -> LetterState:
    with database.transaction(writing=False):
        return session.get_one(Letter, letter_id).state


def words_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_letters_for_the_printer_are_one_document_with_a_page_each(database: Database, browser_of: BrowserOf) -> None:
    for title in ("一通め", "二通め"):
        write(database, title=title)
    answer = browser_of("hanako").get("/desk/letters/print.pdf")
    assert answer.mimetype == "application/pdf"
    pages = words_of(answer.data)
    assert len(pages) == 2
    assert "一通め" in pages[0]
    for words in (
        "山田 花子 様",
        "むすびマンション101",
        "令和",
        "むすび市 市民活動センター",
        "secret-token",
        "000-0000-0000",
    ):
        assert words in pages[0].replace("\n", "")


def test_the_letters_font_is_inside_the_document(database: Database, browser_of: BrowserOf) -> None:
    letter = write(database)
    pdf = pypdf.PdfReader(io.BytesIO(browser_of("hanako").get(f"/desk/letters/{letter}.pdf").data))
    fonts = [font.get_object() for font in pdf.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        [inner] = font["/DescendantFonts"]
        assert any(name.startswith("/FontFile") for name in inner.get_object()["/FontDescriptor"].get_object())


def test_what_was_posted_is_ticked_off_once(database: Database, browser_of: BrowserOf) -> None:
    one, other = write(database), write(database)
    hanako = browser_of("hanako")
    assert post(hanako, "/desk/letters/posted", {"letter": [one]}, page="/desk/letters/print").status_code == 303
    assert (state(database, one), state(database, other)) == (LetterState.PRINTED, LetterState.TO_PRINT)
    post(hanako, "/desk/letters/posted", {"letter": [one]}, page="/desk/letters/print")
    assert "郵送した手紙に印をつけてください" in hanako.get("/desk/letters").text


def test_a_letter_that_was_refused_can_go_by_post(database: Database, browser_of: BrowserOf) -> None:
    letter = write(database, to=Recipient(name="花", email="hana@example.jp"))
    with database.transaction():
        session.execute(sa.update(Letter).values(state=LetterState.FAILED, trouble="refused 550 5.1.1"))
    hanako = browser_of("hanako")
    page = hanako.get(f"/desk/letters/{letter}").text
    assert "相手のメールサーバーに断られました (550 5.1.1)" in page
    assert "secret-token" not in page
    assert "届かなかった手紙が1通あります" in hanako.get("/desk").text
    assert post(hanako, f"/desk/letters/{letter}/paper", {}, page=f"/desk/letters/{letter}").status_code == 303
    assert state(database, letter) is LetterState.TO_PRINT
    printed = words_of(hanako.get(f"/desk/letters/{letter}.pdf").data)[0]
    assert "secret-token" in "".join(printed.split()), "however its line breaks"


@pytest.mark.parametrize("kind", ["accounts.link", "accounts.forgot"])
def test_the_way_into_somebodys_account_is_never_shown_nor_printed(
    kind: str, database: Database, browser_of: BrowserOf
) -> None:
    letter = write(database, to=Recipient(name="花", email="hana@example.jp"), kind=kind)
    admin = browser_of("admin")
    assert "secret-token" not in admin.get(f"/desk/letters/{letter}").text
    assert "secret-token" not in words_of(admin.get(f"/desk/letters/{letter}.pdf").data)[0]
    assert post(admin, f"/desk/letters/{letter}/paper", {}, page=f"/desk/letters/{letter}").status_code == 409
    assert state(database, letter) is LetterState.WAITING


def test_steps_that_make_no_sense_are_refused(database: Database, browser_of: BrowserOf) -> None:
    letter = write(database)
    hanako = browser_of("hanako")
    page = f"/desk/letters/{letter}"
    for step, status in {"again": 409, "bounced": 409, "paper": 409, "burn": 404, "off": 303}.items():
        assert post(hanako, f"{page}/{step}", {}, page=page).status_code == status, step
    assert state(database, letter) is LetterState.DROPPED


def test_standing_still_is_said_on_the_desk_and_to_the_monitor(
    database: Database, browser_of: BrowserOf, client: FlaskClient
) -> None:
    write(database, to=Recipient(name="花", email="hana@example.jp"))
    hanako = browser_of("hanako")
    assert "送られていないメール" not in hanako.get("/desk").text
    with travelled(timedelta(hours=2)):
        assert "送られていないメール" in hanako.get("/desk").text
        assert any("letters" in reason for reason in client.get("/readyz").json["reasons"])


def test_a_letter_can_fetch_nothing(database: Database, browser_of: BrowserOf) -> None:
    nasty = Recipient(
        name='<img src="file:///etc/passwd">', address='<script>1</script>\n<link href="http://x.example">'
    )
    letter = write(database, to=nasty)
    [page] = words_of(browser_of("hanako").get(f"/desk/letters/{letter}.pdf").data)
    assert "<img" in page
    assert "root:" not in page


def test_addresses_are_shown_after_an_opening_and_printed_with_one(
    database: Database, browser_of: BrowserOf, cast: Cast
) -> None:
    to = Recipient(name="山田 花子", address=HANA.address, email="hana@example.jp")
    letter = write(database, to=to)
    hanako, page = browser_of("hanako"), f"/desk/letters/{letter}"
    for shown in (hanako.get(page).text, hanako.get("/desk/letters").text):
        assert "山田 花子" in shown
        assert "むすびマンション" not in shown
        assert "hana@example.jp" not in shown
    assert open_private(hanako, page, why="call").status_code == 303
    assert "むすびマンション" in hanako.get(page).text
    assert "hana@example.jp" in hanako.get(page).text
    assert "むすびマンション" not in browser_of("admin").get(page).text
    hanako.get(f"{page}.pdf")
    with database.transaction(writing=False):
        looks = session.scalars(sa.select(Opening).order_by(Opening.id)).all()
        assert [(look.subject, look.words or look.reason) for look in looks] == [
            ("group:1", "call"),
            ("group:1", "手紙の印刷"),
        ]
    assert open_private(browser_of("taro"), page, why="call").status_code == 403


@pytest.mark.parametrize(("who", "status"), [("", 401), ("taro", 403)])
def test_the_post_is_the_centres(who: str, status: int, database: Database, browser_of: BrowserOf) -> None:
    letter = write(database)
    for address in ("/desk/letters", "/desk/letters/print", f"/desk/letters/{letter}", f"/desk/letters/{letter}.pdf"):
        assert browser_of(who).get(address).status_code == status


def test_a_record_leads_to_its_letters(database: Database, browser_of: BrowserOf) -> None:
    write(database, title="この団体への手紙")
    hanako = browser_of("hanako")
    assert "この団体への手紙" in hanako.get("/desk/letters?about=group:1").text
    assert "この団体への手紙" not in hanako.get("/desk/letters?about=group:2").text
    assert "この団体への手紙" in hanako.get("/desk/letters?state=to_print").text
    assert "手紙はありません" in hanako.get("/desk/letters?state=sent").text
