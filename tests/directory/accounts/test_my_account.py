"""One's own account: what can be seen and changed, and its end."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from directory.accounts.actions import delete_account
from directory.accounts.devices import device_of
from directory.accounts.models import Account, EmailChange, Membership, MembershipRole, SignIn
from kit.audit import AuditEntry
from kit.clock import travelled
from kit.db import Database, session
from kit.links import Link
from kit.mail import Letter
from tests.cast import PASSWORD, Cast
from tests.conftest import post
from tests.directory.accounts.conftest import Post

BrowserOf = Callable[[str], FlaskClient]
ACCOUNT = "/my/account"
NEW_PASSWORD = "これからはこの合言葉です"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"
CHROME = EDGE.rsplit(" ", 1)[0]


def make(database: Database, group: int, account: int, role: MembershipRole) -> None:
    with database.transaction():
        session.execute(sa.delete(Membership).where(Membership.group_id == group, Membership.account_id == account))
        session.add(Membership(group_id=group, account_id=account, role=role))


def test_the_header_leads_to_ones_own_page_and_from_there_to_the_account(browser_of: BrowserOf) -> None:
    taro = browser_of("taro")
    assert re.search(r'href="/my">taro さん</a>', taro.get("/").text)
    assert 'href="/my/account"' in taro.get("/my").text


def test_a_visitor_has_no_account_page(client: FlaskClient) -> None:
    for page in ("", "/name", "/password", "/email", "/delete", "/second-factor", "/tokens/new"):
        assert client.get(ACCOUNT + page).status_code == 401


def test_a_name_is_changed(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    browser = browser_of("taro")
    assert post(browser, f"{ACCOUNT}/name", {"name": ""}).status_code == 422
    assert post(browser, f"{ACCOUNT}/name", {"name": "川辺 太郎"}).location == ACCOUNT
    assert "川辺 太郎 さん" in browser.get("/").text
    with database.transaction(writing=False):
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry
        assert (entry.verb, entry.changed, entry.actor_id) == ("account.changed", ["name"], cast.taro)


def test_a_new_password_ends_the_other_browsers_and_is_told_by_letter(browser_of: BrowserOf, mail: Post) -> None:
    here, elsewhere = browser_of("taro"), browser_of("taro")
    wrong = post(here, f"{ACCOUNT}/password", {"old_password": "wrong", "password": NEW_PASSWORD})
    assert wrong.status_code == 422
    assert "いまのパスワードが違います。" in wrong.text
    assert elsewhere.get(ACCOUNT).status_code == 200
    done = post(here, f"{ACCOUNT}/password", {"old_password": PASSWORD, "password": NEW_PASSWORD})
    assert done.status_code == 303
    assert here.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 401
    assert mail.kinds() == ["password_changed"]


def test_the_old_password_cannot_be_guessed_on_the_form_either(browser_of: BrowserOf) -> None:
    browser = browser_of("taro")
    data = {"old_password": "wrong", "password": NEW_PASSWORD}
    statuses = [post(browser, f"{ACCOUNT}/password", data).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


@pytest.mark.parametrize("first", ["old", "new"])
def test_an_address_is_changed_when_both_have_said_yes(
    browser_of: BrowserOf, client: FlaskClient, mail: Post, database: Database, cast: Cast, first: str
) -> None:
    browser = browser_of("taro")
    assert post(browser, f"{ACCOUNT}/email", {"email": "kawabe@example.jp"}).status_code == 303
    assert "kawabe@example.jp に変わるのは" in browser.get(ACCOUNT).text
    links = [mail.link("taro@example.jp"), mail.link("kawabe@example.jp")]
    for place, link in enumerate(links if first == "old" else reversed(links)):
        assert client.get(link).status_code == 200
        with database.transaction(writing=False):
            assert session.get_one(Account, cast.taro).email == "taro@example.jp", place
        assert post(client, link, {"answer": "yes"}).status_code == 303
        assert post(client, link, {"answer": "yes"}, page="/login").status_code == 400
    with database.transaction(writing=False):
        account = session.get_one(Account, cast.taro)
        assert (account.email, account.email_key) == ("kawabe@example.jp", "kawabe@example.jp")
    assert mail.kinds("taro@example.jp") == ["email_old", "email_changed"]
    assert post(client, "/login", {"email": "kawabe@example.jp", "password": PASSWORD}).status_code == 303


def test_the_old_address_can_say_no(browser_of: BrowserOf, client: FlaskClient, mail: Post, count_rows) -> None:
    post(browser_of("taro"), f"{ACCOUNT}/email", {"email": "kawabe@example.jp"})
    old, new = mail.link("taro@example.jp"), mail.link("kawabe@example.jp")
    assert post(client, new, {"answer": "yes"}).status_code == 303
    assert post(client, old, {"answer": "no"}).status_code == 303
    assert count_rows(EmailChange) == 0
    assert post(client, "/login", {"email": "taro@example.jp", "password": PASSWORD}).status_code == 303


def test_a_wish_for_another_address_is_taken_back_or_runs_out(browser_of: BrowserOf, mail: Post, client) -> None:
    browser = browser_of("taro")
    post(browser, f"{ACCOUNT}/email", {"email": "kawabe@example.jp"})
    with travelled(timedelta(days=1)):
        assert client.get(mail.link("kawabe@example.jp")).status_code == 400
    post(browser, f"{ACCOUNT}/email/cancel", {}, page=ACCOUNT)
    assert client.get(mail.link("kawabe@example.jp")).status_code == 400
    assert "変わるのは" not in browser.get(ACCOUNT).text


def test_the_form_for_an_address_does_not_tell_who_has_an_account(browser_of: BrowserOf, mail: Post, client) -> None:
    browser = browser_of("taro")
    assert post(browser, f"{ACCOUNT}/email", {"email": "jiro@example.jp"}).status_code == 303
    assert mail.kinds("jiro@example.jp") == ["exists"]
    post(client, mail.link("taro@example.jp"), {"answer": "yes"})
    assert post(client, "/login", {"email": "taro@example.jp", "password": PASSWORD}).status_code == 303
    same = post(browser, f"{ACCOUNT}/email", {"email": "TARO@example.jp"})
    assert same.status_code == 422
    assert "いまと同じ" in same.text


def test_signed_in_browsers_are_listed_by_what_they_are_and_ended(
    browser_of: BrowserOf, app, count_rows, database: Database
) -> None:
    phone = app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = IPHONE
    post(phone, "/login", {"email": "taro@example.jp", "password": PASSWORD})
    here, third = browser_of("taro"), browser_of("taro")
    page = here.get(ACCOUNT).text
    assert "iPhone" in page
    assert page.count("（この端末）") == 1
    ends = re.findall(r'action="(/my/account/sign-ins/\d+/end)"', page)
    assert len(ends) == 2
    assert post(browser_of("jiro"), ends[1], {}, page=ACCOUNT).status_code == 404, "another's is not one's to end"
    assert post(here, ends[1], {}, page=ACCOUNT).status_code == 303
    assert phone.get(ACCOUNT).status_code == 401
    assert post(here, f"{ACCOUNT}/sign-ins/end-others", {}, page=ACCOUNT).status_code == 303
    assert (here.get(ACCOUNT).status_code, third.get(ACCOUNT).status_code) == (200, 401)


def test_the_last_day_of_use_is_kept_also_of_who_only_reads(browser_of: BrowserOf, database: Database) -> None:
    browser = browser_of("taro")
    with travelled(timedelta(days=3)):
        assert browser.get("/groups").status_code == 200
        post(browser, f"{ACCOUNT}/name", {"name": "太郎"})
    with database.transaction(writing=False):
        sign_in = session.scalars(sa.select(SignIn)).one()
        assert sign_in.seen_on
        assert (sign_in.seen_on - sign_in.created_at.date()).days in (3, 4)


@pytest.mark.parametrize(
    ("agent", "device"),
    [(IPHONE, "iPhone"), (EDGE, "Windows・Edge"), (CHROME, "Windows・Chrome"), ("curl/8", ""), ("", "")],
)
def test_a_browser_is_called_what_people_call_it(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_a_deleted_account_leaves_only_its_number(
    browser_of: BrowserOf, database: Database, cast: Cast, count_rows, client: FlaskClient, mail: Post
) -> None:
    browser = browser_of("taro")
    post(browser, f"{ACCOUNT}/email", {"email": "kawabe@example.jp"})
    shown = browser.get(f"{ACCOUNT}/delete")
    assert "番号だけが残ります" in shown.text
    assert post(browser, f"{ACCOUNT}/delete", {}).location == "/"
    assert browser.get(ACCOUNT).status_code == 401
    assert post(client, "/login", {"email": "taro@example.jp", "password": PASSWORD}).status_code == 422
    with database.transaction(writing=False):
        account = session.get_one(Account, cast.taro)
        assert (account.name, account.password_hash, account.active) == ("", "", False)
        assert account.memberships == []
        assert session.scalars(sa.select(AuditEntry.verb).where(AuditEntry.actor_id == cast.taro)).all()[-1] == (
            "account.deleted"
        )
        words = [*session.scalars(sa.select(Letter.email)), *map(str, session.scalars(sa.select(Link.details)))]
        assert [word for word in words if "taro" in word] == []
    assert count_rows(SignIn) == count_rows(EmailChange) == 0


def test_a_deleted_persons_address_can_be_registered_again(browser_of: BrowserOf, client, mail: Post) -> None:
    post(browser_of("jiro"), f"{ACCOUNT}/delete", {})
    post(client, "/signup", {"name": "次郎", "email": "jiro@example.jp", "password": NEW_PASSWORD})
    assert post(client, mail.link("jiro@example.jp"), {}).status_code == 303


def test_the_password_is_asked_before_a_deletion_when_the_sign_in_is_not_fresh(browser_of: BrowserOf) -> None:
    browser = browser_of("taro")
    with travelled(timedelta(minutes=11)):
        assert 'name="old_password"' in browser.get(f"{ACCOUNT}/delete").text
        assert post(browser, f"{ACCOUNT}/delete", {}).status_code == 422
        wrong = post(browser, f"{ACCOUNT}/delete", {"old_password": "wrong"})
        assert wrong.status_code == 422
        assert "いまのパスワードが違います。" in wrong.text
        assert post(browser, f"{ACCOUNT}/delete", {"old_password": PASSWORD}).status_code == 303
    assert browser.get(ACCOUNT).status_code == 401


def test_the_only_representative_of_a_group_cannot_go(browser_of: BrowserOf, database: Database, cast: Cast) -> None:
    make(database, cast.river, cast.taro, MembershipRole.REPRESENTATIVE)
    make(database, cast.river, cast.jiro, MembershipRole.EDITOR)
    browser = browser_of("taro")
    page = browser.get(f"{ACCOUNT}/delete")
    assert "「むすび川を守る会」の代表がほかにいません" in page.text
    refused = post(browser, f"{ACCOUNT}/delete", {}, page=ACCOUNT)
    assert refused.status_code == 422
    assert "先に代表を引き継ぐか" in refused.text
    assert browser.get(ACCOUNT).status_code == 200
    make(database, cast.river, cast.jiro, MembershipRole.REPRESENTATIVE)
    assert post(browser, f"{ACCOUNT}/delete", {}).status_code == 303


def test_the_last_administrator_cannot_go(browser_of: BrowserOf) -> None:
    browser = browser_of("admin")
    assert post(browser, f"{ACCOUNT}/delete", {}).status_code == 422
    assert browser.get(ACCOUNT).status_code == 200


def test_staff_can_delete_an_account_for_somebody(database: Database, cast: Cast) -> None:
    with database.transaction():
        delete_account(session.get_one(Account, cast.jiro), session.get_one(Account, cast.admin))
    with database.transaction(writing=False):
        entry = session.scalars(sa.select(AuditEntry)).one()
        assert (entry.verb, entry.subject, entry.actor_id) == ("account.deleted", f"account:{cast.jiro}", cast.admin)


def test_what_is_over_is_swept_away_every_day(browser_of: BrowserOf, client, work, mail: Post, count_rows) -> None:
    post(client, "/signup", {"name": "申込 者", "email": "new@example.jp", "password": NEW_PASSWORD})
    post(browser_of("taro"), f"{ACCOUNT}/email", {"email": "kawabe@example.jp"})
    with travelled(timedelta(days=15)):
        from app.jobs import job_kinds, keeper_of
        from kit.jobs import Worker

        settings = client.application.extensions["settings"]
        database = mail.database
        Worker(database, job_kinds(settings, keeper_of(settings, database))).leave_daily()
        work()
    assert (count_rows(Link), count_rows(SignIn), count_rows(EmailChange)) == (0, 0, 0)
