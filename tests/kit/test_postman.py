"""Letters on their way: sent once, tried again, given up, and never with anything in them that does not belong there."""

import ssl
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import AuthResult

from kit.center import center_of
from kit.clock import now, travelled
from kit.db import Database, session
from kit.jobs import Job, Worker, leave
from kit.mail import SEND, Letter, LetterState, Recipient, leave_letter
from kit.postman import MOST_ATTEMPTS, SWEEP, Postman, compose
from kit.settings import Settings, WrongSetting, read_settings
from kit.smtp import Undelivered
from tests.receiver import Receiver, a_receiver, listening

HANA = Recipient(name="山田 花子", email="hana@example.jp")
Round = Callable[..., None]


@pytest.fixture
def receiver() -> Receiver:
    return a_receiver()


@pytest.fixture
def office(settings: Settings, receiver: Receiver) -> Settings:
    return replace(settings, mail_url=receiver.url, mail_from="center@example.jp", base_url="https://musubi.example.jp")


@pytest.fixture
def go(database: Database, office: Settings) -> Round:
    """A worker's round by the same postman, ``later`` than now; ``office`` of another town."""
    postman = Postman(office)

    def work(later: timedelta = timedelta(), postman: Postman = postman) -> None:
        worker = Worker(database, postman.jobs())
        with travelled(later):
            while worker.work_once():
                pass

    return work


def write(
    database: Database, to: Recipient = HANA, title: str = "年1回の確認のお願い", body: str = "下のページを。"
) -> int:
    with database.transaction():
        letter = leave_letter("groups.confirm", about="group:1", to=to, title=title, body=body)
        assert letter is not None
        return letter.id


def letter(database: Database, letter_id: int) -> Letter:
    with database.transaction(writing=False):
        return session.get_one(Letter, letter_id)


def jobs_left(database: Database, name: str = SEND) -> int:
    with database.transaction(writing=False):
        return session.scalar(sa.select(sa.func.count()).select_from(Job).where(Job.name == name)) or 0


def as_mail_programs_read(message: EmailMessage, name: str) -> str:
    """A header by RFC 2047; the parser of ``email`` itself leaves spaces between the parts of a long name."""
    raw = next(value for header, value in message.raw_items() if header == name)
    return str(make_header(decode_header(str(raw).strip())))


def test_a_letter_is_sent_once_and_says_who_writes_to_whom(database: Database, receiver: Receiver, go: Round) -> None:
    sent = write(database)
    with listening(receiver):
        go()
        go(timedelta(days=2))
    [message] = receiver.received
    assert receiver.envelopes == [("center@example.jp", ["hana@example.jp"])]
    assert message["From"].addresses[0].display_name == "むすび市 市民活動センター"
    assert message["From"].addresses[0].addr_spec == "center@example.jp"
    assert message["To"].addresses[0].display_name == "山田 花子"
    assert message["Subject"] == "【むすび市 市民活動センター】年1回の確認のお願い"
    assert message["Message-ID"].startswith(f"<letter-{sent}.")
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "ja")
    assert message["Date"].datetime - now() < timedelta(minutes=1)
    assert message["Reply-To"] is None
    assert message.get_content_type() == "text/plain"
    text = message.get_content().replace("\r\n", "\n")
    assert text.startswith("山田 花子 様\n\n下のページを。")
    assert "電話 000-0000-0000" in text
    assert letter(database, sent).state is LetterState.SENT
    assert letter(database, sent).settled_at is not None
    assert jobs_left(database) == 0


def test_who_asks_to_wait_is_written_to_again_a_little_later(database: Database, receiver: Receiver, go: Round) -> None:
    sent = write(database)
    receiver.answers = ["451 4.7.1 greylisted, hana@example.jp"]
    with listening(receiver):
        go()
        waiting = letter(database, sent)
        assert (waiting.state, waiting.attempts, waiting.trouble) == (LetterState.WAITING, 1, "later 451 4.7.1")
        go(timedelta(seconds=3))
        assert receiver.calls == 1
        go(timedelta(seconds=6))
    assert len(receiver.received) == 1
    done = letter(database, sent)
    assert (done.state, done.attempts, done.trouble) == (LetterState.SENT, 2, "")


def test_a_server_that_asks_to_wait_for_days_is_not_asked_for_ever(
    database: Database, receiver: Receiver, go: Round
) -> None:
    sent = write(database)
    with database.transaction():
        session.get_one(Letter, sent).attempts = MOST_ATTEMPTS - 1
    receiver.answers = ["451 later"]
    with listening(receiver):
        go()
    assert letter(database, sent).state is LetterState.FAILED


@pytest.mark.parametrize("at", ["answers", "data_answers"])
def test_a_letter_refused_for_good_is_not_sent_again(
    at: str, database: Database, receiver: Receiver, go: Round
) -> None:
    sent = write(database)
    setattr(receiver, at, ["550 5.1.1 <hana@example.jp> unknown"])
    with listening(receiver):
        go()
        go(timedelta(days=1))
    assert (receiver.calls, receiver.received) == (1, [])
    failed = letter(database, sent)
    assert (failed.state, failed.trouble) == (LetterState.FAILED, "refused 550 5.1.1")
    assert jobs_left(database) == 0


def test_while_the_server_is_down_letters_wait_and_go_out_when_it_is_back(
    database: Database, receiver: Receiver, go: Round
) -> None:
    letters = [write(database) for _ in range(3)]
    go()
    assert [letter(database, one).state for one in letters] == [LetterState.WAITING] * 3
    assert [letter(database, one).trouble for one in letters] == ["connection", "", ""]
    with database.transaction(writing=False):
        assert sorted(session.scalars(sa.select(Job.attempts).where(Job.name == SEND))) == [0, 0, 1]
    with listening(receiver):
        go(timedelta(minutes=2))
    assert len(receiver.received) == 3
    assert {letter(database, one).state for one in letters} == {LetterState.SENT}


def test_without_a_mail_server_letters_wait_and_go_out_once_there_is_one(
    database: Database, settings: Settings, office: Settings, receiver: Receiver, go: Round
) -> None:
    sent = write(database)
    nobody = Postman(settings)
    Worker(database, nobody.jobs()).leave_daily()
    go(postman=nobody)
    go(timedelta(hours=1), nobody)
    assert (letter(database, sent).state, letter(database, sent).attempts) == (LetterState.WAITING, 0)
    assert jobs_left(database) == 0
    assert jobs_left(database, SWEEP) == 1
    somebody = Postman(office)
    Worker(database, somebody.jobs()).leave_daily()
    with listening(receiver):
        go(postman=somebody)
        Worker(database, somebody.jobs()).leave_daily()
        go(postman=somebody)
    assert len(receiver.received) == 1


def test_the_sweep_leaves_alone_what_is_on_its_way(database: Database, receiver: Receiver, go: Round) -> None:
    write(database)
    receiver.answers = ["451 later"]
    with listening(receiver):
        go()
        with database.transaction():
            leave(SWEEP)
        go()
        assert jobs_left(database) == 1
        go(timedelta(minutes=1))
    assert len(receiver.received) == 1


@pytest.mark.parametrize(
    "nasty", ["確認\r\nBcc: evil@example.jp", "確認\nBcc: evil@example.jp", "確認\u2028Bcc: evil@example.jp"]
)
def test_line_breaks_in_names_and_titles_make_no_headers(
    nasty: str, database: Database, office: Settings, receiver: Receiver
) -> None:
    write(database, Recipient(name=nasty, email="hana@example.jp"), title=nasty)
    town = Postman(replace(office, center_name=nasty))
    with listening(receiver):
        while Worker(database, town.jobs()).work_once():
            pass
    [message] = receiver.received
    assert message["Bcc"] is None
    assert message["Subject"] == "【確認 Bcc: evil@example.jp】確認 Bcc: evil@example.jp"
    assert receiver.envelopes == [("center@example.jp", ["hana@example.jp"])]
    assert [address.addr_spec for address in message["To"].addresses] == ["hana@example.jp"]


@pytest.mark.parametrize(
    "name",
    ["𠮷田 髙子", "むすび川を守る会（代表、山田, 花子）" * 5, 'Dr. "Q" <q@example.jp>, other@example.jp', "祇󠄀園"],
)
def test_names_of_all_kinds_arrive_as_they_are(name: str, database: Database, receiver: Receiver, go: Round) -> None:
    write(database, Recipient(name=name, email="hana@example.jp"), title=f"{name} 様へのお知らせ")
    with listening(receiver):
        go()
    [message] = receiver.received
    assert as_mail_programs_read(message, "To").replace("\\", "") in (
        f"{name} <hana@example.jp>",
        f'"{name}" <hana@example.jp>',
    )
    assert [to.addr_spec for to in message["To"].addresses] == ["hana@example.jp"]
    assert message["Subject"] == f"【むすび市 市民活動センター】{name} 様へのお知らせ"
    assert name in message.get_content()


@pytest.mark.parametrize(
    "email",
    ["hana@example.jp\r\nBcc: evil@example.jp", "hana@example.jp, evil@example.jp", "花@example.jp", "hana", "@"],
)
def test_what_is_no_address_fails_at_once(email: str, database: Database, receiver: Receiver, go: Round) -> None:
    sent = write(database, Recipient(name="花", email=email))
    with listening(receiver):
        go()
    assert receiver.received == []
    assert (letter(database, sent).state, letter(database, sent).trouble) == (LetterState.FAILED, "address")


def test_a_japanese_host_is_written_as_mail_servers_know_it(database: Database, office: Settings) -> None:
    sent = letter(database, write(database, Recipient(name="花", email="hana@むすび.example")))
    assert compose(sent, office, center_of(office))["To"].addresses[0].addr_spec == "hana@xn--88j9btb.example"


def test_the_message_id_is_the_same_whoever_sends_it(database: Database, office: Settings) -> None:
    one, other = letter(database, write(database)), letter(database, write(database))
    assert (
        compose(one, office, center_of(office))["Message-ID"] == compose(one, office, center_of(office))["Message-ID"]
    )
    assert (
        compose(one, office, center_of(office))["Message-ID"] != compose(other, office, center_of(office))["Message-ID"]
    )


def test_a_town_without_a_name_of_its_own_still_writes(database: Database, settings: Settings) -> None:
    sent = letter(database, write(database))
    for base_url, sender in {
        "http://127.0.0.1:8000": "musubite@[127.0.0.1]",
        "https://musubi.example.jp/x": "musubite@musubi.example.jp",
    }.items():
        message = compose(sent, replace(settings, base_url=base_url), center_of(settings))
        assert message["From"].addresses[0].addr_spec == sender


def test_sending_holds_nobody_up(database: Database, receiver: Receiver, go: Round) -> None:
    sent = write(database)
    seen: list[str] = []

    def a_visitor_writes() -> None:
        with database.transaction():
            session.execute(sa.update(Letter).where(Letter.id == sent).values(kind="seen"))
        seen.append("written")

    receiver.on_message = a_visitor_writes
    with listening(receiver):
        go()
    assert seen == ["written"]
    assert letter(database, sent).state is LetterState.SENT


def test_a_letter_taken_out_of_the_post_while_it_is_sent_stays_out(
    database: Database, receiver: Receiver, go: Round
) -> None:
    sent = write(database)

    def forget() -> None:
        with database.transaction():
            session.execute(sa.delete(Letter).where(Letter.id == sent))

    receiver.on_message = forget
    with listening(receiver):
        go()
    with database.transaction(writing=False):
        assert session.get(Letter, sent) is None


def test_the_logs_name_nobody(
    database: Database, receiver: Receiver, go: Round, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    write(database)
    write(database)
    receiver.answers = ["550 <hana@example.jp> unknown", "451 <hana@example.jp> later"]
    go()
    with listening(receiver):
        go(timedelta(minutes=2))
        go(timedelta(minutes=10))
    said = " ".join(
        f"{record.getMessage()} {record.__dict__}" for record in caplog.records if "musubite" in record.name
    )
    assert "letter not sent" in said
    assert "letter sent" in said
    for secret in ("hana", "花子", "年1回"):
        assert secret not in said


# The line to the server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """One that nobody vouches for."""
    folder: Path = tmp_path_factory.mktemp("certificate")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_the_line_is_encrypted_when_the_server_offers_it(
    database: Database, receiver: Receiver, go: Round, certificate: ssl.SSLContext
) -> None:
    write(database)
    with listening(receiver, tls_context=certificate, require_starttls=True):
        go()
    assert len(receiver.received) == 1


def test_a_password_is_given_only_to_a_server_that_proves_who_it_is(
    database: Database, office: Settings, receiver: Receiver, go: Round, certificate: ssl.SSLContext
) -> None:
    sent = write(database)
    named = Postman(replace(office, mail_url=f"smtp://user:secret@127.0.0.1:{receiver.port}"))
    with listening(receiver, tls_context=certificate):
        go(postman=named)
    assert receiver.received == []
    assert (letter(database, sent).state, letter(database, sent).trouble) == (LetterState.WAITING, "tls")


@pytest.mark.parametrize(
    ("password", "state", "trouble"),
    [("p%3Aw%2Fd", LetterState.SENT, ""), ("wrong", LetterState.WAITING, "sign_in")],
)
def test_name_and_password_stand_in_the_address(
    password: str, state: LetterState, trouble: str, database: Database, office: Settings, receiver: Receiver, go: Round
) -> None:
    sent = write(database)
    named = Postman(replace(office, mail_url=f"smtp://mu%40x:{password}@127.0.0.1:{receiver.port}"))

    def known(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
        right = (data.login, data.password) == (b"mu@x", b"p:w/d")  # type: ignore[attr-defined]
        return AuthResult(success=right, handled=False)

    with listening(receiver, authenticator=known, auth_required=True, auth_require_tls=False):
        go(postman=named)
    assert (letter(database, sent).state, letter(database, sent).trouble) == (state, trouble)


@pytest.mark.parametrize("url", ["mail.example.jp", "http://mail.example.jp", "smtp://", "smtp://u:geheim@host:port"])
def test_a_wrong_mail_address_is_said_at_the_start_without_its_password(url: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read_settings({"MUSUBITE_MAIL_URL": url})
    assert "geheim" not in str(wrong.value)


def test_an_address_that_cannot_be_written_to_is_an_unusable_one(database: Database, office: Settings) -> None:
    sent = letter(database, write(database, Recipient(name="花", email="hana")))
    with pytest.raises(Undelivered):
        compose(sent, office, center_of(office))
