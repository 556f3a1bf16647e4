"""What staff do on the pages of introductions, each with the letters that belong to it: all of it happens, or nothing."""

from collections.abc import Sequence
from typing import Any, Final

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Person
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, NoSuchStep
from kit.i18n import _, _l
from kit.text import nfkc
from matching.casework import queries
from matching.introductions import actions, answers, asking, letters, masking, outlines
from matching.introductions.actions import Hand
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Introduction, Question
from matching.introductions.moves import OPEN, WAITING, Actor, Move, Side, State, other
from matching.meetings import actions as meetings
from matching.needs.models import Need
from matching.suggestions import actions as suggestions
from matching.suggestions.queries import find_row

LETTERS: Final = {State.PROPOSED: Side.CANDIDATE, State.CANDIDATE_WILLING: Side.REQUESTER}
"""Whom a letter is written to next."""
ASKING: Final = {Side.CANDIDATE: Move.ASK_CANDIDATE, Side.REQUESTER: Move.ASK_REQUESTER}


class AddressInLetter(Conflict):
    """A letter may not hold how to reach the other side."""

    message = _l("相手に届く連絡先が入っています（%(words)s）。手紙には連絡先を書けません。消してください。")
    field = "words"


class ToldInQuestion(Conflict):
    """A question that is carried tells who asks."""

    message = _l("だれからの質問かがわかることばが入っています（%(words)s）。消してください。")
    field = "words"


class ToldInAnswer(Conflict):
    """An answer that is carried tells who answers."""

    message = _l("だれの答えかがわかることばが入っています（%(words)s）。消してください。")
    field = "answer"


class ToldBack(Conflict):
    """A question that is quoted above its answer tells who answers."""

    message = _l("相手がわかることばが入っています（%(words)s）。消してください。")
    field = "asked"


class NotYetAsked(Conflict):
    """A side that knows of no case has nothing to ask about it."""

    message = _l("この方には、まだ手紙を出していません。質問は、たずねてから受け付けます。")
    field = "side"


class NobodyToWriteTo(Conflict):
    """The other side has been deleted at their wish."""

    message = _l("手紙を出す相手がいません。登録が削除されています。")


class NameInLetter(Conflict):
    """A letter is about to tell who the other side is."""

    message = _l("相手がわかる名前が入っています（%(words)s）。消すか、「確かめました」に印をつけてください。")
    field = "sure"


class NothingWritten(Conflict):
    """The story has not been written."""

    message = _l("お願いしたいことを、名前を出さずに書いてください。")
    field = "words"


def begin(need: Need, candidate: Person | Group, list_id: int | None, *, by: Account) -> Introduction:
    """Begin an introduction from a list of suggestions: place and points are those of the list that ``by`` was shown."""
    row = find_row(need, list_id, candidate, seen_by=by)
    begun = actions.propose(need, candidate, by=by, rank=row.rank if row else None, score=row.final if row else None)
    if row:
        suggestions.note_choice(row, begun)
    return begun


def check(introduction: Introduction, reader: Side, words: str, *, sure: bool = False) -> None:
    """Look a letter over before it goes to this side.

    Raises:
        NothingWritten: there is nothing in it yet.
        AddressInLetter: it tells how to reach the other side.
        NameInLetter: it names the other side, and nobody has said that this is not so.
    """
    if not words.strip() or outlines.PLACEHOLDER in words:
        raise NothingWritten()
    if found := masking.addresses_in(words, introduction, reader):
        raise AddressInLetter(words="、".join(found))
    if not sure and (found := masking.names_in(words, introduction, reader)):
        raise NameInLetter(words="、".join(found))


def send(introduction: Introduction, *, by: Account, version: int | None, sure: bool, base_url: str) -> None:
    """Send the side that is to be asked next its letter, as it stands.

    Raises:
        NoSuchStep: nobody is to be asked now.
        NobodyToWriteTo: they have been deleted.
        NothingWritten, AddressInLetter, NameInLetter: the letter may not go out.
        ChangedMeanwhile, NeedNotOpen, BusyNow, BusyThisYear: see ``actions.move_on``.
    """
    side = LETTERS.get(introduction.state)
    if side is None:
        raise NoSuchStep()
    if asking.recipient_of(introduction, side) is None:
        raise NobodyToWriteTo()
    check(introduction, side, introduction.outline if side is Side.CANDIDATE else introduction.introducing, sure=sure)
    with session.begin_nested():
        actions.move_on(introduction, ASKING[side], Hand(actor=Actor.STAFF, account=by), version=version)
        asking.tell(introduction, ASKING[side], base_url=base_url)


def type_answer(introduction: Introduction, data: dict[str, Any], *, by: Account, base_url: str) -> None:
    """Take down what the side that is waited for has said by telephone, at the counter or on paper.

    Raises:
        NoSuchStep: nobody is waited for.
        ChangedMeanwhile, TooManyQuestions, NeedIsFull: see ``answers.answer``.
    """
    side = WAITING.get(introduction.state)
    if side is None:
        raise NoSuchStep()
    if data["version"] not in (None, introduction.version):
        raise ChangedMeanwhile(introduction.version)
    given: Answer = data["given"]
    if given is Answer.QUESTION and answers.asked_just_now(introduction, side, data["words"]):
        return
    hand = Hand(actor=Actor.STAFF, account=by, came=data["came"])
    said = {name: data[name] for name in ("ticked", "words", "version")}
    with session.begin_nested():
        answers.answer(introduction, side, given, hand, **said, reason=data["reason"] if given is Answer.NO else None)
        if given is not Answer.QUESTION:
            asking.tell(introduction, queries.last_move(introduction), base_url=base_url)


def type_question(introduction: Introduction, side: Side, words: str, *, by: Account) -> None:
    """Take down a question of a side, also while the other one or the centre is waited for. Pressed twice is once.

    Raises:
        NoSuchStep: it is over.
        NotYetAsked: this side has not been asked.
        TooManyQuestions: see ``answers.ask``.
    """
    if introduction.state not in OPEN:
        raise NoSuchStep()
    if not was_asked(introduction, side):
        raise NotYetAsked()
    if not answers.asked_just_now(introduction, side, words):
        answers.ask(introduction, side, words, Hand(actor=Actor.STAFF, account=by))


def take(introduction: Introduction, move: Move, data: dict[str, Any], *, by: Account, base_url: str) -> None:
    """Make one of the moves that staff make by themselves, with its words and its reason.

    Raises:
        ChangedMeanwhile, NoSuchStep: see ``actions.move_on``.
    """
    hand = Hand(actor=Actor.STAFF, account=by, came=data["came"] or Came.WEB)
    said = {name: data[name] for name in ("reason", "words", "version")}
    with session.begin_nested():
        actions.move_on(introduction, move, hand, **said)
        asking.tell(introduction, move, base_url=base_url)
        if introduction.state not in OPEN:
            meetings.release(introduction)


def pressed_twice(introduction: Introduction, moves: Sequence[Move], *, by: Account) -> bool:
    """Whether the same person has made one of these moves a moment ago: a second press is no second answer."""
    line = introduction.moves[-1] if introduction.moves else None
    return bool(line and line.move in moves and line.account_id == by.id and line.at > now() - actions.PRESSED_TWICE)


def carry(question: Question, introduction: Introduction, words: str, *, by: Account, base_url: str) -> None:
    """Write the question to the other side, in the coordinator's words; a note remains.

    Raises:
        ToldInQuestion: it tells who asks.
        NobodyToWriteTo: the other side has been deleted.
    """
    reader = other(question.side)
    if found := _untellable(words, introduction, reader):
        raise ToldInQuestion(words="、".join(found))
    to = asking.recipient_of(introduction, reader)
    if to is None:
        raise NobodyToWriteTo()
    note = _("質問を相手の方に手紙で伝えました：%(words)s", words=words)
    if actions.noted_just_now(introduction, note, by=by):
        return
    letters.carried(
        about=f"introduction:{introduction.id}",
        to=to,
        title=outlines.title_for(introduction, reader),
        question=words,
        link=asking.link_for(introduction, reader, to, base_url) if was_asked(introduction, reader) else "",
    )
    actions.add_note(introduction, note, by=by)


def reply(question: Question, introduction: Introduction, data: dict[str, str], *, by: Account, base_url: str) -> None:
    """Carry the answer back to who asked, in the coordinator's words.

    Raises:
        NoSuchStep: it has been answered.
        ToldInAnswer: it tells who answers.
        ToldBack: the question, as it is put down now, tells more of them than who asked has written.
    """
    if question.answered_at is not None:
        raise NoSuchStep()
    reader, told, asked = question.side, data["answer"], data["asked"] or question.words
    if found := _untellable(told, introduction, reader):
        raise ToldInAnswer(words="、".join(found))
    if found := [word for word in _untellable(asked, introduction, reader) if word not in nfkc(question.words)]:
        raise ToldBack(words="、".join(found))
    answers.reply(question, introduction, told, Hand(actor=Actor.STAFF, account=by))
    to = asking.recipient_of(introduction, reader)
    if to is not None:
        letters.replied(
            about=f"introduction:{introduction.id}",
            to=to,
            title=outlines.title_for(introduction, reader),
            question=asked,
            answer=told,
            link=asking.link_for(introduction, reader, to, base_url),
        )


def remind(introductions: Sequence[Introduction], *, by: Account, base_url: str) -> int:
    """Write once more to everybody who is waited for, each at most once a day; tells to how many."""
    for introduction in introductions:
        session.refresh(introduction, with_for_update={"of": Introduction})
    written = queries.written_to_today([introduction.id for introduction in introductions])
    due = [each for each in introductions if each.state in WAITING and each.id not in written]
    for introduction in due:
        introduction.reminded += 1
        asking.write(introduction, base_url=base_url, again=True)
        audit.record("introduction.reminded", f"introduction:{introduction.id}", actor_id=by.id)
    session.flush()
    return len(due)


def hand_over(introductions: Sequence[Introduction], to: Account, *, by: Account) -> int:
    """Give all of these to another coordinator; tells how many were not theirs already."""
    moved = [each for each in introductions if each.coordinator_id != to.id]
    for introduction in moved:
        actions.hand_over(introduction, to, by=by)
    return len(moved)


def _untellable(words: str, introduction: Introduction, reader: Side) -> list[str]:
    return masking.addresses_in(words, introduction, reader) + masking.names_in(words, introduction, reader)


def was_asked(introduction: Introduction, side: Side) -> bool:
    """Whether this side knows of it."""
    return bool(introduction.asked_at if side is Side.CANDIDATE else introduction.requester_asked_at)
