"""A whole introduction over a real mail server: no letter, no header and no link tells one side how to reach the other."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from flask.testing import FlaskClient

from app.jobs import job_kinds, keeper_of
from directory.accounts.models import Account
from directory.groups.models import ContactKind, Group, GroupContact, GroupState, Publication, Sector
from directory.people.models import Person
from kit.clock import TOKYO, travelled
from kit.db import Database, session
from kit.errors import Refusal
from kit.jobs import Kind, Worker
from kit.settings import Settings
from kit.text import nfkc
from matching.casework import actions as casework
from matching.follow_ups import asking as asking_after
from matching.introductions import asking, outlines
from matching.introductions.actions import Hand, move_on, propose, put_words
from matching.introductions.items import items_of
from matching.introductions.models import Introduction
from matching.introductions.moves import Actor, Move, Side, State
from matching.meetings import actions as meetings
from matching.meetings import telling
from matching.meetings.actions import AddressInPlace
from matching.needs.models import Need, NeedKind, NeedState
from matching.stories import actions as stories
from matching.stories import telling as telling_stories
from matching.stories.models import Story
from matching.stories.moves import Move as StoryMove
from tests.cast import SECRET_ADDRESS, Cast
from tests.conftest import post
from tests.receiver import Receiver, a_receiver, listening

BASE = "http://localhost"
CENTER = "center@example.jp"
GROUP_PHONE, GROUP_MAIL, GROUP_FAX = "000-2222-3333", "kawa-no-kai@example.jp", "000-2222-4444"
GROUP_ADDRESS, GROUP_PAGE = "むすび市岸町三丁目4番5号", "https://kawa.example.jp/"
PERSON_PHONE, PERSON_MAIL = "050-0000-7654", "midori-t@example.jp"
CALLER_PHONE, CALLER_MAIL = "050-0000-1212", "yobu@example.jp"
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language",
    "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
}  # fmt: skip


@dataclass
class Town:
    """Two sides, what would tell how to reach each, where each reads its mail, and the town's post."""

    database: Database
    cast: Cast
    browser: FlaskClient
    receiver: Receiver
    post: list[Kind]
    ways: dict[Side, list[str]]
    mail: dict[Side, str]
    introduction_id: int = 0
    read: dict[Side, list[EmailMessage]] = field(default_factory=lambda: {side: [] for side in Side})
    links: dict[Side, str] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)

    @property
    def introduction(self) -> Introduction:
        return session.get_one(Introduction, self.introduction_id)

    @property
    def staff(self) -> Account:
        return session.get_one(Account, self.cast.hanako)

    def deliver(self, later: timedelta = timedelta()) -> int:
        """Every letter of the outbox goes over SMTP; what came is put with whom it came to. Returns how many."""
        before = len(self.receiver.received)
        with listening(self.receiver), travelled(later):
            worker = Worker(self.database, self.post)
            while worker.work_once():
                pass
        news = list(zip(self.receiver.received, self.receiver.envelopes, strict=True))[before:]
        for message, (sender, [to]) in news:
            assert sender == CENTER, "a letter that bounces comes back to the centre"
            side = next(side for side in Side if self.mail[side] == to)
            self.read[side].append(message)
            found = re.search(
                r"http://localhost(/(?:en/)?(?:answers|introduced|after|story-[a-z]+)/\S+)", body(message)
            )
            if found:
                self.links[side] = found[1]
                with travelled(later):
                    self.look(side, found[1])
        return len(news)

    def look(self, side: Side, link: str) -> None:
        """Whoever the letter was passed on to opens its link and presses nothing."""
        page = self.browser.get(link)
        assert page.status_code == 200
        assert told(page.text, self.ways[other(side)]) == []


def other(side: Side) -> Side:
    return Side.REQUESTER if side is Side.CANDIDATE else Side.CANDIDATE


def body(message: EmailMessage) -> str:
    return "\n".join(part.get_content() for part in message.walk() if part.get_content_maintype() == "text")


def headers(message: EmailMessage) -> dict[str, str]:
    return {name: str(make_header(decode_header(str(value)))) for name, value in message.raw_items()}


def told(text: str, ways: list[str]) -> list[str]:
    """Which of these stand in the text, however they are written."""

    def key(words: str) -> str:
        return re.sub(r"[\s()\-‐ー–−]+", "", nfkc(words)).lower()

    return [way for way in ways if key(way) in key(text)]


def _group_asks(cast: Cast) -> tuple[Need, list[str], str]:
    """The river group asks; what it has written of its need tells how to reach it in every way of writing."""
    group = session.get_one(Group, cast.river)
    group.web_pages = [GROUP_PAGE]
    group.contacts += [
        GroupContact(kind=ContactKind.PHONE, value=GROUP_PHONE, publication=Publication.CENTER, position=3),
        GroupContact(kind=ContactKind.FAX, value=GROUP_FAX, publication=Publication.CENTER, position=4),
        GroupContact(kind=ContactKind.EMAIL, value=GROUP_MAIL, publication=Publication.CENTER, position=5),
        GroupContact(kind=ContactKind.POSTAL, value=GROUP_ADDRESS, publication=Publication.CENTER, position=6),
    ]
    need = session.get_one(Need, cast.need)
    need.title = f"会計の相談（{GROUP_PHONE.translate(FULL_WIDTH)}・{GROUP_MAIL.upper()}）"
    need.story = (
        f"決算書を見てください。電話は{GROUP_PHONE.replace('-', '')}、FAXは{GROUP_FAX.replace('-', '−')}、"
        f"事務所は{GROUP_ADDRESS.translate(FULL_WIDTH)}、{GROUP_PAGE} もどうぞ。"
    )
    ways = [GROUP_PHONE, GROUP_FAX, GROUP_MAIL, GROUP_ADDRESS, "kawa.example.jp", "taro@example.jp"]
    return need, [*ways, SECRET_ADDRESS], "taro@example.jp"


def _caller_asks(cast: Cast) -> tuple[Need, list[str], str]:
    """Somebody without an account asks, whose contact is the three lines that the form of consultation makes."""
    contact = f"電話　{CALLER_PHONE}\nメール　{CALLER_MAIL}\n夜8時まで"
    need = Need(
        title=f"片付けの相談 {CALLER_PHONE}", story=f"{CALLER_MAIL.upper()} にください。", kind=NeedKind.HANDS,
        state=NeedState.OPEN, requester_name="呼野 かける", contact=contact,
    )  # fmt: skip
    session.add(need)
    session.flush()
    return need, [CALLER_PHONE, CALLER_MAIL], CALLER_MAIL


def _person_helps(cast: Cast) -> tuple[Person, list[str], str]:
    person = session.get_one(Person, cast.accountant)
    person.phone, person.email = PERSON_PHONE, PERSON_MAIL
    person.introduction = f"お気軽に {PERSON_PHONE.translate(FULL_WIDTH)} か {PERSON_MAIL} まで。"
    person.about = f"住まいは{SECRET_ADDRESS}です。"
    return person, [PERSON_PHONE, PERSON_MAIL, SECRET_ADDRESS], PERSON_MAIL


def _group_helps(cast: Cast) -> tuple[Group, list[str], str]:
    contacts = [
        GroupContact(kind=kind, value=value, publication=Publication.CENTER)
        for kind, value in ((ContactKind.EMAIL, GROUP_MAIL), (ContactKind.PHONE, GROUP_PHONE))
    ]
    group = Group(
        name="かたづけ隊", sector=Sector.CITIZEN, state=GroupState.ACTIVE, contacts=contacts,
        purpose=f"家の片付けを手伝う。{GROUP_PHONE}", offers=f"軽トラックあり（{GROUP_MAIL}）",
    )  # fmt: skip
    session.add(group)
    session.flush()
    return group, [GROUP_MAIL, GROUP_PHONE], GROUP_MAIL


Sides = tuple[Callable[[Cast], tuple[Need, list[str], str]], Callable[[Cast], tuple[Person | Group, list[str], str]]]


@pytest.fixture(params=[(_group_asks, _person_helps), (_caller_asks, _group_helps)], ids=["group", "caller"])
def town(
    request: pytest.FixtureRequest, database: Database, cast: Cast, client: FlaskClient, settings: Settings
) -> Town:
    receiver = a_receiver()
    office = replace(settings, mail_url=receiver.url, mail_from=CENTER)
    keeper = keeper_of(office, database)
    keeper.make_ready()
    kinds = job_kinds(office, keeper)
    asks, helps = request.param
    with database.transaction():
        need, ways_of_asker, mail_of_asker = asks(cast)
        candidate, ways_of_helper, mail_of_helper = helps(cast)
        by = session.get_one(Account, cast.hanako)
        introduction = propose(need, candidate, by=by)
        made = Town(
            database=database,
            cast=cast,
            browser=client,
            receiver=receiver,
            post=[kind for kind in kinds if kind.name.startswith(("mail.", "search."))],
            ways={Side.REQUESTER: ways_of_asker, Side.CANDIDATE: ways_of_helper},
            mail={Side.REQUESTER: mail_of_asker, Side.CANDIDATE: mail_of_helper},
            introduction_id=introduction.id,
        )
    return made


def test_no_letter_of_a_whole_introduction_tells_one_side_how_to_reach_the_other(town: Town) -> None:
    _both_are_asked(town)
    _they_meet(town)
    _they_are_asked_how_it_was(town)
    _their_story_is_told(town)
    kinds = {side: len(messages) for side, messages in town.read.items()}
    assert kinds == {Side.CANDIDATE: 13, Side.REQUESTER: 12}
    for side, messages in town.read.items():
        for message in messages:
            fields = headers(message)
            assert set(fields) <= HEADERS, "no Reply-To, no Sender, no References: nothing that could name anybody"
            assert message["From"].addresses[0].addr_spec == CENTER, "an answer goes to the centre"
            assert message["Message-ID"].endswith("@example.jp>")
            assert told("\n".join(fields.values()), town.ways[other(side)]) == []
            assert told(body(message), town.ways[other(side)]) == []
    for link in town.used:
        page = town.browser.get(link)
        assert page.status_code == 400, "a link that was used and is passed on leads nowhere"
        assert told(page.text, [way for ways in town.ways.values() for way in ways]) == []


def _both_are_asked(town: Town) -> None:
    _write(town, Side.CANDIDATE)
    _question_is_carried(town, Side.CANDIDATE)
    with travelled(timedelta(days=3, minutes=1)), town.database.transaction():
        assert asking.remind(base_url=BASE) == 1
    assert town.deliver(timedelta(days=3, minutes=2)) == 1
    _answer(town, Side.CANDIDATE)
    _write(town, Side.REQUESTER)
    _question_is_carried(town, Side.REQUESTER)
    _answer(town, Side.REQUESTER)
    assert town.deliver() == 2


def _write(town: Town, side: Side) -> None:
    """The letter as it is composed, with the need's own story put in as staff do by the button; an address is refused."""
    with town.database.transaction():
        introduction = town.introduction
        words = outlines.of_need(introduction.need) if side is Side.CANDIDATE else outlines.of_candidate(introduction)
        words = words.replace(outlines.PLACEHOLDER, outlines.story_of(introduction)) or "片付けの得意な方々です。"
        for way in town.ways[other(side)]:
            with pytest.raises(Refusal):
                casework.check(introduction, side, f"{words}\n{way}", sure=True)
        put_words(introduction, side, words, by=town.staff, version=None)
        casework.send(introduction, by=town.staff, version=None, sure=True, base_url=BASE)
    assert town.deliver() == 1


def _question_is_carried(town: Town, side: Side) -> None:
    """They ask with their own number in it; it is not carried before that is taken out, neither there nor back."""
    mine, theirs = town.ways[side][0], town.ways[other(side)][0]
    link, words = (
        town.links[side],
        {Side.CANDIDATE: "何時からですか。", Side.REQUESTER: "どんなことができますか。"}[side],
    )
    asked = post(town.browser, f"{link}/question", {"words": f"{words}電話は{mine}です"}, page=link)
    assert asked.status_code == 303
    with town.database.transaction():
        question = town.introduction.questions[-1]
        for telling in (question.words, f"{words}{mine.translate(FULL_WIDTH)}"):
            with pytest.raises(Refusal):
                casework.carry(question, town.introduction, telling, by=town.staff, base_url=BASE)
        casework.carry(question, town.introduction, words, by=town.staff, base_url=BASE)
    assert town.deliver() == 1
    with town.database.transaction():
        question = town.introduction.questions[-1]
        for said in ({"asked": "", "answer": f"{theirs}に電話を"}, {"asked": f"{theirs}の方に", "answer": "10時です"}):
            with pytest.raises(Refusal):
                casework.reply(question, town.introduction, said, by=town.staff, base_url=BASE)
        said = {"asked": words, "answer": "10時からです。"}
        casework.reply(question, town.introduction, said, by=town.staff, base_url=BASE)
    assert town.deliver() == 1


def _answer(town: Town, side: Side) -> None:
    """By the link of the last letter, with one item ticked."""
    link = town.links[side]
    with town.database.transaction(writing=False):
        item = items_of(town.introduction, side)[0].key
    answer = post(town.browser, f"{link}/answer", {"answer": "yes", "ticked": [item]}, page=link)
    assert answer.status_code == 200
    town.used.append(link)


def _they_meet(town: Town) -> None:
    day = (datetime.now(TOKYO) + timedelta(days=5)).replace(hour=14, minute=0, second=0, microsecond=0)
    offer = meetings.Offer(starts_at=day, ends_at=day + timedelta(hours=1), place="市民活動センター 会議室1")
    with town.database.transaction():
        introduction = town.introduction
        shown = {shown.side: shown.item for shown in introduction.shown}
        for side in Side:
            for item in items_of(introduction, side):
                there = replace(offer, place=f"会場（{item.value}）")
                if item.key == shown[side]:
                    with session.begin_nested() as undone:
                        assert meetings.offer(introduction, [there], by=town.staff)
                        undone.rollback()
                elif item.key not in ("legal_name", "contact"):
                    with pytest.raises(AddressInPlace):
                        meetings.offer(introduction, [there], by=town.staff)
        (option,) = meetings.offer(introduction, [offer], by=town.staff)
        telling.tell_offered(introduction, [option], base_url=BASE)
    assert town.deliver() == 2
    for side in Side:
        link = town.links[side]
        page = post(town.browser, f"{link}/items", {}, page=link)
        assert page.status_code == 303
    with town.database.transaction():
        (option,) = meetings.options_of(town.introduction, *meetings.OptionState)
        meetings.fix(option, by=town.staff)
        telling.tell_fixed(option, base_url=BASE)
    assert town.deliver(timedelta(minutes=20)) == 2  # what was opened a moment ago is shut again
    with travelled(timedelta(days=4, hours=1)), town.database.transaction():
        assert telling.remind() == 1
    assert town.deliver(timedelta(days=4, hours=2)) == 2
    with town.database.transaction():
        move_on(town.introduction, Move.MEET, Hand(actor=Actor.STAFF, account=town.staff))


def _they_are_asked_how_it_was(town: Town) -> None:
    for days in (31, 39):
        with travelled(timedelta(days=days)), town.database.transaction():
            assert asking_after.ask(base_url=BASE) + asking_after.remind(base_url=BASE) == 2
        assert town.deliver(timedelta(days=days)) == 2
    for side in Side:
        words = f"助かりました。連絡は{town.ways[side][0].translate(FULL_WIDTH)}へ。{town.ways[side][1]}も。"
        with travelled(timedelta(days=39)):
            said = {"found": "useful", "words": words, "may_tell": "yes"}
            assert post(town.browser, town.links[side], said, page=town.links[side]).status_code in (200, 303)
        town.used.append(town.links[side])


def _their_story_is_told(town: Town) -> None:
    with town.database.transaction():
        story = stories.begin(town.introduction, named=frozenset(Side), by=town.staff)
        everything = [way for ways in town.ways.values() for way in ways]
        assert told(f"{story.title}\n{story.body}", everything) == [], "addresses never stay, also of who may be named"
        stories.move_on(story, StoryMove.ASK, by=town.staff)
        telling_stories.tell(story, StoryMove.ASK, base_url=BASE)
        story_id = story.id
    assert town.deliver() == 2
    for side in Side:
        link = town.links[side]
        with town.database.transaction(writing=False):
            said = {"said": "approve", "digest": session.get_one(Story, story_id).digest}
        assert post(town.browser, link, said, page=link).status_code in (200, 303)
        town.used.append(link)
    with town.database.transaction():
        story = session.get_one(Story, story_id)
        stories.move_on(story, StoryMove.PUBLISH, by=town.staff)
        telling_stories.tell(story, StoryMove.PUBLISH, base_url=BASE)
    assert town.deliver() == 2
    link = town.links[Side.CANDIDATE]
    assert post(town.browser, link, {}, page=link).status_code in (200, 303)
    town.used.append(link)
    assert town.deliver() == 2


def test_who_declines_is_never_named_and_who_is_told_learns_nothing(town: Town) -> None:
    _write(town, Side.CANDIDATE)
    _answer(town, Side.CANDIDATE)
    _write(town, Side.REQUESTER)
    link = town.links[Side.REQUESTER]
    post(town.browser, f"{link}/answer", {"answer": "no", "words": town.ways[Side.REQUESTER][0]}, page=link)
    assert town.deliver() == 1
    last = town.read[Side.CANDIDATE][-1]
    assert told(body(last) + "".join(headers(last).values()), town.ways[Side.REQUESTER]) == []
    with town.database.transaction(writing=False):
        assert town.introduction.state is State.DECLINED
