"""What the pages of explanations show: the two sides with their sources, rows side by side, answers in a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from kit.i18n import _
from kit.labels import label
from matching.needs.models import Need
from matching.scoring.profiles import Key
from matching.scoring.rules import first_broken
from matching.scoring.weights import Criterion, Side
from matching.suggestions.explaining import Explained, Explanation
from matching.suggestions.results import Reason
from matching.suggestions.sources import Source, sources
from matching.suggestions.trials import Trial


@dataclass(frozen=True, slots=True)
class Told:
    """One side: its points of 1000, and each reason with what to open to check it."""

    side: Side
    points: int
    lines: Sequence[tuple[Reason, Sequence[Source]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who was looked for: name, where to read more, and in a line why they are or are not on the list."""

    name: str
    kind: str
    url: str
    text: str
    code: str = ""


def sides(one: Explained, need_id: int) -> list[Told]:
    """The need's side, then the partner's as far as it is stated."""
    if one.suggestion is None:
        return []
    points = {Side.NEED: one.suggestion.fit_for_need, Side.PARTNER: one.suggestion.fit_for_partner}
    return [
        Told(side, total, [
            (reason, sources(reason.criterion, one.partner.key, need_id) if reason.points else ())
            for reason in one.suggestion.reasons
            if reason.side is side
        ])
        for side, total in points.items()
        if total is not None
    ]  # fmt: skip


def trials(need: Need, found: Explanation, key: Key, now: Trial) -> list[tuple[str, str, str]]:
    """Conditions that can be changed one at a time: words, address, and what would become of this partner."""
    question, partner = found.question, found.partners[0].partner
    told = []
    for trial in _single(need):
        if trial == now:
            continue
        changed = question.again(trial.applied(question.comparison.need))
        if changed.need == question.comparison.need:
            continue
        words = "、".join(trial.words(question.comparison.vocabulary))
        url = url_for("suggestions.one", need_id=need.id, kind=key[0], partner_id=key[1], **trial.asked)
        place = found.place_with(trial, key) if first_broken(changed, partner) is None else 0
        told.append((words, url, _becomes(place)))
    return told


def _becomes(place: int | None) -> str:
    if place == 0:
        return _("候補になりません")
    return _("%(place)s位になります", place=place) if place else _("候補になります（100位より後）")


def _single(need: Need) -> Iterator[Trial]:
    yield Trial(online=True)
    yield Trial(wider=True)
    yield Trial(anytime=True)
    yield Trial(nice=True)
    yield from (Trial(without=held.skill_id) for held in need.skills if not held.must)


def side_by_side(partners: Sequence[Explained]) -> list[tuple[str, list[str]]]:
    """A row for each thing to compare, with a text for each partner."""
    rows = [(_("順位"), [_place(one) for one in partners]), (_("点"), [_points(one) for one in partners])]
    for criterion in Criterion:
        texts = [_reason(one, criterion) for one in partners]
        if any(texts):
            rows.append((label(criterion), [text or _("（数えていません）") for text in texts]))
    against = ["／".join(one.suggestion.against) if one.suggestion else "" for one in partners]
    rows.append((_("気になる点"), [text or _("（ありません）") for text in against]))
    return rows


def answer(one: Explained, need_id: int) -> Answer:
    """Why they are on the list or not."""
    code = one.first_broken.rule.code if one.first_broken else ""
    return Answer(one.partner.name, label(one.partner.kind), url_of(one, need_id), _why(one), code)


def url_of(one: Explained, need_id: int) -> str:
    """Address of the whole explanation."""
    kind, number = one.partner.key
    return url_for("suggestions.one", need_id=need_id, kind=kind, partner_id=number)


def _place(one: Explained) -> str:
    if one.suggestion is None:
        return _why(one)
    return _("%(place)s位", place=one.rank) if one.rank else _("100位より後")


def _why(one: Explained) -> str:
    if one.veiled:
        return _("対象外")
    if one.first_broken:
        return _("候補にしていません。%(why)s", why=one.first_broken.text)
    return _("候補です（%(place)s）", place=_place(one))


def _points(one: Explained) -> str:
    if one.suggestion is None:
        return ""
    found, partner = one.suggestion, one.suggestion.fit_for_partner
    sides = _("相談にとって%(points)s", points=found.fit_for_need)
    if partner is not None:
        sides += "／" + _("候補にとって%(points)s", points=partner)
    return _("%(score)s点（%(sides)s）", score=found.score, sides=sides)


def _reason(one: Explained, criterion: Criterion) -> str:
    reasons = one.suggestion.reasons if one.suggestion else ()
    for reason in reasons:
        if reason.criterion is criterion:
            return _("%(points)s／%(max)s点　%(text)s", points=reason.points, max=reason.max, text=reason.text)
    return ""
