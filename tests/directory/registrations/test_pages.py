"""Registering a group: a task list filled in piece by piece, handed in once, by the applicant or from paper."""

import io
import re
from collections.abc import Callable

import html5lib
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.groups.models import Group, GroupState, Publication
from directory.registrations.models import Prohibited, Registration
from kit.db import Database, session
from kit.mail import Letter, LetterState
from tests.cast import Cast
from tests.conftest import post
from tests.directory.documents.test_uploads import PDF

BrowserOf = Callable[[str], FlaskClient]

BASICS = {"name": "つむぎの会", "reading": "ツムギノカイ", "sector": "citizen", "founded_on": "平成13年4月"}
ACTIVITIES = {
    "purpose": "布を織って、世代をつなぎます。",
    "activities": "月に2回、機織りの会を開いています。",
    "fields": ["7"],
    "areas": ["359998-01"],
    "slots": ["20"],
    "member_count": "12",
}
KINDS = ("representative", "person", "phone", "fax", "email", "postal")


def contacts(**values: str) -> dict[str, object]:
    """The six rows of the page, some of them filled in."""
    rows: dict[str, object] = {}
    for place, kind in enumerate(KINDS):
        rows |= {f"contacts-{place}-kind": kind, f"contacts-{place}-value": values.get(kind, "")}
    return rows


CONTACTS = contacts(representative="織田はな", phone="050-0000-1234", email="tsumugi@example.jp")
PUBLISHED = {
    "contacts-1-kind": "phone",
    "contacts-1-value": "050-0000-1234",
    "contacts-1-publication": "public",
}
TICKS = [str(item) for item in Prohibited]


def begin(browser: FlaskClient, name: str = "つむぎの会", sector: str = "citizen") -> str:
    return post(browser, "/my/register", {"name": name, "sector": sector}).location


def save(browser: FlaskClient, page: str, section: str, data: dict[str, object]):
    shown = browser.get(f"{page}/{section}").text
    version = re.search(r'name="version" value="(\d+)"', shown)
    assert version
    return post(browser, f"{page}/{section}", {"version": version[1], **data})


def fill(browser: FlaskClient, page: str) -> None:
    for section, data in (("basics", BASICS), ("activities", ACTIVITIES), ("contact", CONTACTS)):
        answer = save(browser, page, section, data)
        assert answer.status_code == 303, answer.text
    assert save(browser, page, "publication", PUBLISHED).status_code == 303
    for kind in ("rules", "member_list"):
        sent = {"kind": kind, "file": (io.BytesIO(PDF), f"{kind}.pdf")}
        assert post(browser, f"{page}/documents", sent).status_code == 303


def submit(browser: FlaskClient, page: str, ticks: list[str] = TICKS):
    shown = browser.get(f"{page}/confirm").text
    version = re.search(r'name="version" value="(\d+)"', shown)
    assert version, "not ready to be handed in"
    return post(browser, f"{page}/confirm", {"version": version[1], "confirmed": ticks})


def group_at(database: Database, page: str) -> Group:
    with database.transaction(writing=False):
        return session.get_one(Group, int(page.rsplit("/", 1)[1]), options=[sa.orm.selectinload(Group.contacts)])


def registration_at(database: Database, page: str) -> Registration:
    with database.transaction(writing=False):
        found = sa.select(Registration).where(Registration.group_id == int(page.rsplit("/", 1)[1]))
        return session.scalars(found).one()


def letters_in(database: Database, kind: str) -> list[Letter]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(Letter).where(Letter.kind == kind)))


def test_a_visitor_is_asked_to_sign_in_first(browser_of: BrowserOf) -> None:
    answer = browser_of("").get("/my/register")
    assert answer.status_code == 401
    assert "ログイン" in answer.text


def test_a_draft_begins_with_a_name_and_is_the_same_when_the_button_is_pressed_twice(browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    assert begin(jiro) == page
    assert begin(jiro, "別の会") != page
    assert "つむぎの会" in jiro.get("/my/register").text
    wrong = post(jiro, "/my/register", {"name": ""})
    assert wrong.status_code == 422
    assert 'href="#name"' in wrong.text


def test_somebody_who_only_begins_is_stopped(browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    for number in range(5):
        begin(jiro, f"会{number}")
    answer = post(jiro, "/my/register", {"name": "もう1つの会", "sector": "citizen"})
    assert answer.status_code == 422
    assert "書きかけの登録が5件" in answer.text


def test_every_section_is_kept_as_far_as_it_is(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    assert jiro.get(page).text.count("まだ</span>") == 5
    assert save(jiro, page, "activities", {"purpose": "布を織ります。"}).status_code == 303
    assert group_at(database, page).purpose == "布を織ります。"
    assert "活動分野" in jiro.get(page).text  # still missing, with a link
    assert save(jiro, page, "basics", BASICS).status_code == 303
    assert group_at(database, page).reading == "つむぎのかい"
    assert group_at(database, page).purpose == "布を織ります。"
    assert jiro.get(page).text.count("入力しました") == 1


def test_what_is_wrong_is_said_at_its_field_and_kept(browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    answer = save(jiro, page, "basics", BASICS | {"corporate_number": "1234567890123"})
    assert answer.status_code == 422
    assert "検査用の数字" in answer.text
    assert 'value="1234567890123"' in answer.text
    answer = save(jiro, page, "contact", CONTACTS | {"contacts-2-value": "12", "contacts-4-value": "nothing"})
    assert answer.status_code == 422
    assert 'id="contacts-2-value-error"' in answer.text
    assert 'id="contacts-4-value-error"' in answer.text


def test_nothing_is_handed_in_while_something_is_missing(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    shown = jiro.get(f"{page}/confirm").text
    for link in ("basics#reading", "activities#purpose", "contact#contacts-0-value", "publication", "documents#kind"):
        assert f'href="{page}/{link}"' in shown
    answer = post(jiro, f"{page}/confirm", {"confirmed": TICKS}, page=f"{page}/basics")
    assert answer.status_code == 422
    assert "まだ足りないところがあります" in answer.text
    assert group_at(database, page).state is GroupState.DRAFT


def test_npo_and_neighbourhood_associations_hand_in_no_documents(browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    asked = {
        sector: jiro.get(f"{begin(jiro, sector, sector)}/confirm").text for sector in ("npo", "neighborhood", "council")
    }
    assert {sector: "documents#kind" in shown for sector, shown in asked.items()} == {
        "npo": False, "neighborhood": False, "council": True,
    }  # fmt: skip
    assert "basics#corporate_number" in asked["npo"]


def test_what_is_complete_is_handed_in_once_and_gets_a_number(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    fill(jiro, page)
    version = group_at(database, page).version
    twice = [
        post(jiro, f"{page}/confirm", {"version": version, "confirmed": TICKS}, page="/my/register") for _ in range(2)
    ]
    assert [answer.status_code for answer in twice] == [303, 303]
    assert group_at(database, page).state is GroupState.SUBMITTED
    assert re.fullmatch(r"登録-\d{4}-0001", registration_at(database, page).reference or "")
    (letter,) = letters_in(database, "registrations.received")
    assert letter.email == "jiro@example.jp"
    assert registration_at(database, page).reference in letter.title
    assert "センターが内容を確かめています" in jiro.get(page).text
    other = begin(jiro, "もう1つの会")
    fill(jiro, other)
    submit(jiro, other)
    assert (registration_at(database, other).reference or "").endswith("-0002")


def test_all_four_purposes_are_confirmed_one_by_one(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    fill(jiro, page)
    answer = submit(jiro, page, TICKS[:3])
    assert answer.status_code == 422
    assert "4つとも確かめて" in answer.text
    assert group_at(database, page).state is GroupState.DRAFT


def test_after_handing_in_it_cannot_be_changed_but_taken_back(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    fill(jiro, page)
    submit(jiro, page)
    assert save(jiro, page, "basics", BASICS).status_code == 409
    refused = post(
        jiro, f"{page}/documents", {"kind": "rules", "file": (io.BytesIO(PDF), "a.pdf")}, page=f"{page}/basics"
    )
    assert refused.status_code == 409
    assert post(jiro, f"{page}/withdrawal", {}, page=page).status_code == 303
    assert group_at(database, page).state is GroupState.DRAFT
    assert save(jiro, page, "basics", BASICS).status_code == 303
    number = registration_at(database, page).reference
    submit(jiro, page)
    assert registration_at(database, page).reference == number


def test_what_others_may_not_see_does_not_exist(browser_of: BrowserOf) -> None:
    page = begin(browser_of("jiro"))
    taro, visitor = browser_of("taro"), browser_of("")
    for address in (page, f"{page}/basics", f"{page}/contact", f"{page}/documents", f"{page}/confirm"):
        assert taro.get(address).status_code == 404
        assert visitor.get(address).status_code == 401
        assert browser_of("hanako").get(address).status_code == 200
    assert taro.get(page.replace("/my/register", "/groups")).status_code == 404
    for section in ("basics", "activities", "contact", "publication", "documents", "confirm", "withdrawal"):
        assert post(taro, f"{page}/{section}", {}, page="/my/register").status_code == 404


def test_the_group_of_others_is_no_registration_of_mine(browser_of: BrowserOf, cast: Cast) -> None:
    assert browser_of("jiro").get(f"/my/register/{cast.river}").status_code == 404
    assert browser_of("taro").get(f"/my/register/{cast.river}").status_code == 404  # an editor, but there is no form


def test_contacts_are_the_centres_until_somebody_chooses(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    save(jiro, page, "contact", CONTACTS)
    assert {str(contact.publication) for contact in group_at(database, page).contacts} == {"center"}
    save(jiro, page, "publication", PUBLISHED)
    assert [str(contact.publication) for contact in group_at(database, page).contacts] == ["center", "public", "center"]
    save(jiro, page, "contact", CONTACTS | {"contacts-2-value": "050-0000-9999"})
    assert {str(contact.publication) for contact in group_at(database, page).contacts} == {"center"}
    assert f'href="{page}/publication"' in jiro.get(f"{page}/confirm").text  # to be chosen anew


def test_the_place_is_shown_to_whom_the_form_says(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    shown = jiro.get(f"{page}/activities").text
    assert re.search(r'name="place_publication" value="public" checked', shown)
    save(jiro, page, "activities", ACTIVITIES | {"place": "若草三丁目集会所", "place_publication": "public"})
    save(jiro, page, "basics", BASICS)  # another section leaves it as it is
    with database.transaction(writing=False):
        assert session.get_one(Group, int(page.rsplit("/", 1)[1])).place_publication is Publication.PUBLIC
    assert "センターのみ" not in place_in(jiro.get(f"{page}/confirm").text)
    save(jiro, page, "activities", ACTIVITIES | {"place": "若草三丁目集会所"})
    assert "センターのみ" in place_in(jiro.get(f"{page}/confirm").text)


def place_in(page: str) -> str:
    return page[page.index("おもな活動場所") :].split("</div>")[0]


def test_two_windows_do_not_overwrite_each_other(browser_of: BrowserOf, database: Database) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    version = group_at(database, page).version
    assert post(jiro, f"{page}/basics", {**BASICS, "version": version}).status_code == 303
    answer = post(jiro, f"{page}/basics", {**BASICS, "short_name": "つむぎ", "version": version})
    assert answer.status_code == 422
    assert "ほかの人が変更しました" in answer.text
    assert 'value="つむぎ"' in answer.text


def test_staff_enter_a_form_from_paper_without_any_mail_address(browser_of: BrowserOf, database: Database) -> None:
    hanako = browser_of("hanako")
    typed = {
        "received_method": "fax",
        "received_by": "花子",
        "received_on": "令和8年11月5日",
        "name": "菊の会",
        "sector": "citizen",
    }
    page = post(hanako, "/desk/registrations/new", typed).location
    save(hanako, page, "basics", BASICS | {"name": "菊の会"})
    save(hanako, page, "activities", ACTIVITIES)
    paper = contacts(representative="菊池さき", postal="むすび市中央9番")
    save(hanako, page, "contact", paper)
    save(hanako, page, "publication", {})
    noted = post(hanako, f"{page}/documents/papers", {"on_paper": ["rules", "member_list"]}, page=f"{page}/documents")
    assert noted.status_code == 303
    assert submit(hanako, page).status_code == 303
    assert group_at(database, page).state is GroupState.SUBMITTED
    (letter,) = letters_in(database, "registrations.received")
    assert letter.state is LetterState.TO_PRINT
    assert letter.address == "むすび市中央9番"
    assert "令和8年11月5日" in hanako.get(page).text or "2026年11月5日" in hanako.get(page).text


def test_staff_are_told_what_is_wrong_with_the_beginning(browser_of: BrowserOf) -> None:
    answer = post(browser_of("hanako"), "/desk/registrations/new", {"name": "菊の会", "received_on": "きのう"})
    assert answer.status_code == 422
    for field in ("sector", "received_method", "received_by", "received_on"):
        assert f'href="#{field}"' in answer.text
    assert 'value="菊の会"' in answer.text


def test_only_staff_note_papers_and_enter_for_others(browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    answer = post(jiro, f"{page}/documents/papers", {"on_paper": ["rules"]}, page=f"{page}/documents")
    assert answer.status_code == 403
    assert jiro.get("/desk/registrations/new").status_code == 403


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_valid_and_stands_without_inline_styles(prefix: str, browser_of: BrowserOf) -> None:
    jiro = browser_of("jiro")
    page = begin(jiro)
    fill(jiro, page)
    parts = ["", "/basics", "/activities", "/contact", "/publication", "/documents", "/confirm"]
    addresses = ["/my/register", "/register/form", *(page + part for part in parts)]
    for browser, listed in (
        (jiro, addresses),
        (browser_of("hanako"), ["/desk/registrations/new", f"{page}/documents"]),
    ):
        for address in listed:
            answer = browser.get(prefix + address)
            assert answer.status_code == 200, address
            html5lib.HTMLParser(strict=True).parse(answer.text)
            assert " style=" not in answer.text


def test_the_form_is_printed_blank_for_everybody(browser_of: BrowserOf) -> None:
    visitor = browser_of("")
    shown = visitor.get("/register/form").text
    for words in (
        "ふりがな（ひらがな）",
        "法人番号",
        "求めていること",
        "規約または会則",
        "代表者の署名",
        "センター記入欄",
    ):
        assert words in shown
    answer = visitor.get("/register/form.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert len(answer.data) > 10_000
