"""A step towards a meeting as JSON; the address for it stands with the introductions."""

from directory.accounts.me import me
from kit.errors import Forbidden, Invalid
from kit.i18n import _
from kit.json_bodies import read_json
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Side
from matching.meetings import actions, queries, telling
from matching.meetings.models import MeetingOption, OptionState
from matching.meetings.schemas import MeetingStep, OfferSchema, StepSchema, SuitsSchema


def take_step(introduction: Introduction, side: Side | None, *, base_url: str) -> None:
    """Take the step that was sent; ``side`` is None for staff.

    Raises:
        Forbidden: a side offers, fixes or calls off.
        NotYetAgreed, PastTime, AlreadyBooked and others: see ``meetings.actions``.
    """
    said = read_json(StepSchema())
    step: MeetingStep = said["step"]
    if step is MeetingStep.SUITS:
        _say_what_suits(introduction, side, said["side"])
    elif side is not None:
        raise Forbidden()
    elif step is MeetingStep.OFFER:
        actions.offer(introduction, actions.offers_in(read_json(OfferSchema())), by=me())
        offered = actions.options_of(introduction, OptionState.OFFERED)
        telling.tell_offered(introduction, offered, base_url=base_url)
    elif step is MeetingStep.FIX:
        option = _option(introduction, said["time"])
        actions.fix(option, by=me())
        telling.tell_fixed(option, base_url=base_url)
    else:
        option = _option(introduction, said["time"])
        was_fixed = option.state is OptionState.FIXED
        actions.call_off(option, by=me())
        if was_fixed:
            telling.tell_called_off(option)


def _say_what_suits(introduction: Introduction, side: Side | None, named: Side | None) -> None:
    suiting = read_json(SuitsSchema())["suits"]
    if side is not None:
        hand = Hand(actor=Actor(side), account=me(), came=Came.WEB)
        actions.say_what_suits(introduction, side, suiting, hand)
        return
    if named is None:
        raise Invalid({"side": [_("どちらの都合かを選んでください。")]})
    hand = Hand(actor=Actor.STAFF, account=me(), came=Came.PHONE)
    actions.say_what_suits(introduction, named, suiting, hand)


def _option(introduction: Introduction, number: int | None) -> MeetingOption:
    options = actions.options_of(introduction, OptionState.OFFERED, OptionState.FIXED, OptionState.DROPPED)
    if number not in {option.id for option in options} or number is None:
        raise Invalid({"time": [_("候補の日時から選んでください。")]})
    return queries.get_option(introduction, number)
