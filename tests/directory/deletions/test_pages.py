"""The pages on which people see, take home and delete what is held about them, and staff do so for others."""

import io
import json
import zipfile
from collections.abc import Callable

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.models import Account
from directory.consents import actions as consents
from directory.consents.models import Method, Purpose
from directory.deletions.models import Deletion
from directory.people.models import Person
from kit.audit import AuditEntry
from kit.db import Database, session
from kit.mail import Recipient, leave_letter
from tests.cast import SECRET_ADDRESS, SECRET_NOTE, SECRET_PHONE, Cast
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


@pytest.fixture
def own(database: Database, cast: Cast) -> None:
    """The accountant signs in as jiro, has a letter and a consent; taro has a letter too."""
    with database.transaction():
        person = session.get_one(Person, cast.accountant)
        person.account_id = cast.jiro
        session.flush()
        by = session.get_one(Account, cast.hanako)
        consents.give(person, Purpose.PUBLISH, by=by, method=Method.PAPER, note="棚の3番")
        for name in ("jiro", "taro"):
            to = Recipient(name=name, email=f"{name}@example.jp")
            leave_letter("test", about="group:1", to=to, title=f"{name}への手紙", body=f"{name}だけに書いたこと")


def contents(answer: object) -> tuple[dict[str, list[dict[str, object]]], str]:
    """data.json and index.html of a zip that was answered."""
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:  # type: ignore[attr-defined]
        assert sorted(file.namelist()) == ["data.json", "index.html"]
        return json.loads(file.read("data.json")), file.read("index.html").decode()


def test_people_take_home_everything_that_is_held_about_them(own: None, browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    answer = jiro.get("/my/data.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    data, page = contents(answer)
    for told in (
        SECRET_PHONE,
        SECRET_ADDRESS,
        SECRET_NOTE,
        "高橋緑",
        "jiroだけに書いたこと",
        "棚の3番",
        "jiro@example.jp",
    ):
        assert told in page, told
        assert told in json.dumps(data, ensure_ascii=False), told
    assert data["person"][0]["phone"] == SECRET_PHONE
    assert data["consents"][0]["purpose"] == "publish"
    assert len(data["sign_ins"]) == 1
    assert {entry["verb"] for entry in data["audit"]} >= {"account.signed_in", "consent.given"}
    html5lib.HTMLParser(strict=True).parse(page)
    for words in (
        "人材・協働サポーターの登録（1件）",
        "ログインしました",
        "だれでも",
        "用紙で",
        "選んだ項目を公開する",
    ):
        assert words in page, words
    assert contents(jiro.get("/en/my/data.zip"))[1].count("ログインしました") == 1
    assert "<script" not in page
    assert "http" not in page.replace("https://www", "")  # nothing is fetched from elsewhere


def test_nothing_of_others_is_in_it(own: None, browser_of: BrowserOf, cast: Cast) -> None:
    data, page = contents(browser_of("taro").get("/my/data.zip"))
    told = json.dumps(data, ensure_ascii=False) + page
    assert "taroだけに書いたこと" in told
    assert data["memberships"] == [{"group": "むすび川を守る会", "role": "editor"}]
    for others in (SECRET_PHONE, SECRET_ADDRESS, SECRET_NOTE, "jiro", "hanako", "棚の3番", "髙橋"):
        assert others not in told, others


def test_every_column_of_a_person_is_told_in_words(own: None, browser_of: BrowserOf) -> None:
    from directory.people.holdings import INTERNAL, WORDS

    columns = {attribute.key for attribute in sa.inspect(Person).column_attrs}
    assert columns - set(WORDS) == set(INTERNAL)


def test_the_page_shows_the_same(own: None, browser_of: BrowserOf) -> None:
    for address in ("/my/data", "/en/my/data"):
        page = browser_of("jiro").get(address).text
        html5lib.HTMLParser(strict=True).parse(page)
        assert SECRET_NOTE in page
        assert "35" in page


@pytest.mark.parametrize("address", ["/my/data", "/my/data.zip", "/my/consents"])
def test_a_visitor_is_asked_to_sign_in(address: str, client: FlaskClient) -> None:
    assert client.get(address).status_code == 401


def test_staff_hand_over_with_a_reason_that_is_kept(
    browser_of: BrowserOf, cast: Cast, database: Database, own: None
) -> None:
    hanako, page = browser_of("hanako"), f"/people/{cast.accountant}/data"
    assert SECRET_PHONE not in hanako.get(page).text
    assert post(hanako, f"{page}.zip", {"why": ""}, page=page).status_code == 422
    answer = post(hanako, f"{page}.zip", {"why": "窓口で本人から"}, page=page)
    data, _page = contents(answer)
    assert data["person"][0]["notes"] == SECRET_NOTE
    with database.transaction(writing=False):
        entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.verb == "person.data_handed_over")).one()
        assert (entry.actor_id, entry.subject, entry.reason) == (
            cast.hanako,
            f"person:{cast.accountant}",
            "窓口で本人から",
        )


@pytest.mark.parametrize(("who", "status"), [("", 401), ("jiro", 403)])
def test_only_staff_act_for_others(who: str, status: int, own: None, browser_of: BrowserOf, cast: Cast) -> None:
    browser = browser_of(who)
    for address in (f"/people/{cast.interpreter}/data", "/desk/deletions"):
        assert browser.get(address).status_code == status


def test_somebody_deletes_themselves(own: None, browser_of: BrowserOf, work: Callable[[], int], cast: Cast) -> None:
    jiro = browser_of("jiro")
    wrong = post(jiro, "/my/data/deletion", {"confirm": "はい"}, page="/my/data")
    assert wrong.status_code == 422
    assert 'href="#confirm"' in wrong.text
    answer = post(jiro, "/my/data/deletion", {"confirm": "削除"}, page="/my/data")
    assert answer.status_code == 303
    assert "受付番号" in jiro.get(answer.location).text
    assert jiro.get("/my/data").status_code == 401
    assert browser_of("").get(f"/people/{cast.accountant}").status_code == 404
    work()
    hanako = browser_of("hanako")
    assert hanako.get(f"/people/{cast.accountant}").status_code == 404
    page = hanako.get("/desk/deletions").text
    assert "バックアップは最長35日で消えます" in page
    assert "人材・協働サポーターの登録 1" in page
    assert "髙橋" not in page
    again = browser_of("").post("/login")
    assert again.status_code != 303


def test_who_was_deleted_cannot_sign_in(own: None, browser_of: BrowserOf, work: Callable[[], int]) -> None:
    post(browser_of("jiro"), "/my/data/deletion", {"confirm": "削除"}, page="/my/data")
    typed = {"email": "jiro@example.jp", "password": "correct horse battery"}
    assert post(browser_of(""), "/login", typed).status_code == 422
    work()
    assert post(browser_of(""), "/login", typed).status_code == 422


def test_staff_enter_a_deletion(browser_of: BrowserOf, cast: Cast, work: Callable[[], int], database: Database) -> None:
    hanako, page = browser_of("hanako"), f"/people/{cast.quiet}/data"
    address = f"/people/{cast.quiet}/deletion"
    typed = {"method": "letter", "said_on": "2026年10月2日", "reason": "引っ越し", "confirm": "削除"}
    for name, wrong in (("method", ""), ("method", "web"), ("said_on", "2099-01-01"), ("confirm", "")):
        answer = post(hanako, address, {**typed, name: wrong}, page=page)
        assert answer.status_code == 422, name
        assert f'href="#{name}"' in answer.text, name
        assert "引っ越し" in answer.text
    assert post(hanako, address, typed, page=page).status_code == 303
    assert "処理を待っています" in hanako.get("/desk/deletions").text
    work()
    with database.transaction(writing=False):
        assert session.get(Person, cast.quiet) is None
        done = session.scalars(sa.select(Deletion)).one()
        assert (done.method, done.entered_by_id, done.reason) == (Method.LETTER, cast.hanako, "")
        assert done.registered_on is not None


def test_staff_do_not_delete_their_own_account(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    answer = post(browser_of("hanako"), "/my/data/deletion", {"confirm": "削除"}, page="/my/consents")
    assert answer.status_code == 422
    assert "管理者に" in answer.text
    with database.transaction(writing=False):
        assert session.get_one(Account, cast.hanako).active
