"""What speaks against a partner: doubts about one who is proposed, and the rule that keeps another off the list."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from directory.people.models import Audience
from kit import i18n
from kit import slots as weekly
from kit.display import day
from kit.labels import label
from matching.scoring.criteria import Comparison
from matching.scoring.matches import (
    ExperienceMatch,
    FeeMatch,
    FieldsMatch,
    HelpMatch,
    Match,
    PlaceMatch,
    Reach,
    SkillsMatch,
    TimeFit,
    TimeMatch,
    WayMatch,
    WishMatch,
)
from matching.scoring.points import Line, Scored
from matching.scoring.profiles import PartnerKind, PartnerProfile, Vocabulary
from matching.scoring.rules import OUT_OF_REACH, Rule, limits
from matching.scoring.weights import Criterion
from matching.suggestions.reasons import Teller

_: Final[Callable[..., str]] = i18n._

_DOUBTFUL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Doubts:
    """Everything to be checked before somebody is asked; ``staff``: the reader may know the partner's own conditions."""

    vocabulary: Vocabulary
    staff: bool

    def about(self, scored: Scored) -> list[str]:
        """At least one line whenever something is missing, unknown or nobody's word but the partner's."""
        teller = Teller(self.vocabulary, scored.partner.kind)
        found = [text for line in scored.lines for text in self._doubts(line.match, teller)]
        if not found and (weakest := min(scored.lines, key=lambda line: line.match.mille, default=None)):
            found += [self._weak(weakest, teller)] if weakest.match.value < _DOUBTFUL else []
        found += [text for one, text in _unstated().items() if one in scored.unstated]
        return [*found, *self._conditions(scored.partner)]

    def _weak(self, line: Line, teller: Teller) -> str:
        return _("%(criterion)s：%(text)s", criterion=label(line.criterion), text=teller.tell(line.match))

    def _doubts(self, match: Match, teller: Teller) -> Iterator[str]:
        if isinstance(match, SkillsMatch):
            yield from self._skills(match, teller.kind)
        elif isinstance(match, TimeMatch):
            if match.fit is not TimeFit.COMMON:
                yield teller.tell(match) if match.fit is TimeFit.NONE else _("活動できる曜日・時間がわかりません")
        elif isinstance(match, PlaceMatch):
            yield from self._place(match, teller)
        elif isinstance(match, HelpMatch):
            if match.value <= _DOUBTFUL:
                yield teller.tell(match)
        elif isinstance(match, FeeMatch):
            if match.value < 1.0:
                yield teller.tell(match)
        elif isinstance(match, ExperienceMatch | WishMatch | WayMatch):
            return  # what there is to doubt in them is said of the field and the place
        elif match.value == 0 or (isinstance(match, FieldsMatch) and match.value < _DOUBTFUL):
            yield teller.tell(match)

    def _skills(self, match: SkillsMatch, kind: PartnerKind) -> Iterator[str]:
        missing = [each.wanted for each in match.each if each.held is None and not each.wanted.guessed_from]
        if musts := self._names(wanted.skill_id for wanted in missing if wanted.must):
            yield _("必須の%(skills)sは登録がありません", skills=musts)
        if nice := self._names(wanted.skill_id for wanted in missing if not wanted.must):
            yield _("%(skills)sは登録がありません", skills=nice)
        held = [each.held for each in match.each if each.held and kind is PartnerKind.PERSON]
        if unverified := self._names(skill.skill_id for skill in held if not skill.verified):
            yield _("%(skills)sはセンターの確認がまだです", skills=unverified)
        if beginning := self._names(skill.skill_id for skill in held if skill.level == 1):
            yield _("%(skills)sは手伝える程度です", skills=beginning)

    def _names(self, skill_ids: Iterable[int]) -> str:
        return "".join(f"「{self.vocabulary.skills[skill_id].name}」" for skill_id in dict.fromkeys(skill_ids))

    def _place(self, match: PlaceMatch, teller: Teller) -> Iterator[str]:
        if match.reach is Reach.UNKNOWN:
            yield _("活動できる地域がわかりません")
        elif match.reach is Reach.ONLINE:
            yield _("現地には来られないかもしれません")
        elif match.reach is Reach.TOWN:
            yield _("%(here)sは活動地域に入っていません", here=teller.area(match.here))
        elif match.value <= _DOUBTFUL or match.reach is Reach.NEAR:
            yield teller.place(match)

    def _conditions(self, partner: PartnerProfile) -> Iterator[str]:
        if not self.staff or partner.kind is not PartnerKind.PERSON:
            return
        if partner.notice_days:
            yield _("依頼は%(days)s日前までに", days=partner.notice_days)
        if partner.findable_by is Audience.COORDINATORS:
            yield _("本人の希望で、センターの職員にだけ公開しています")


def _unstated() -> dict[Criterion, str]:
    return {Criterion.HELP: _("手伝い方の希望がわかりません"), Criterion.FEE: _("費用の希望がわかりません")}


def exclusion(rule: Rule, partner: PartnerProfile, comparison: Comparison, vocabulary: Vocabulary) -> str:
    """The one reason why a partner is not proposed, for the staff."""
    return _EXCLUSIONS[rule](partner, comparison, vocabulary)


def _place(partner: PartnerProfile, comparison: Comparison, vocabulary: Vocabulary) -> str:
    if not partner.on_site:
        return _("オンラインのみで活動していますが、相談は現地です")
    here, there = (_names(codes, vocabulary) for codes in (comparison.need.areas, partner.areas))
    if partner.travel_km is not None and comparison.places.best(partner.areas).reach not in OUT_OF_REACH:
        return _(
            "活動地域（%(there)s）から%(km)skmまでの希望で、相談の地域（%(here)s）はその外です",
            here=here,
            there=there,
            km=partner.travel_km,
        )
    return _("活動地域（%(there)s）が、相談の地域（%(here)s）から離れています", here=here, there=there)


def _time(partner: PartnerProfile, comparison: Comparison, _vocabulary: Vocabulary) -> str:
    wanted = [day(each) for each in comparison.need.open_dates]
    wanted += [weekly.words(comparison.need.slots)] if comparison.need.slots else []
    if not partner.slots:
        return _("相談の日（%(wanted)s）は都合がつきません", wanted="、".join(wanted))
    free = weekly.words(partner.slots)
    return _(
        "空いている曜日・時間（%(free)s）が、相談の希望（%(wanted)s）と合いません", free=free, wanted="、".join(wanted)
    )


def _own(partner: PartnerProfile, comparison: Comparison, _vocabulary: Vocabulary) -> str:
    if partner.kind is PartnerKind.GROUP:
        return _("相談した団体です") if partner.id == comparison.need.group_id else _("相談した人が所属する団体です")
    return _("相談した本人です") if partner.id == comparison.need.person_id else _("相談した団体に所属しています")


def _busy(partner: PartnerProfile, _comparison: Comparison, _vocabulary: Vocabulary) -> str:
    now, month, _year = (most is not None and have >= most for have, most in limits(partner))
    if now:
        return _("同時に受ける依頼の上限（%(most)s件）に達しています", most=partner.max_at_once)
    if month:
        return _("1か月に受ける依頼の上限（%(most)s件）に達しています", most=partner.max_per_month)
    return _("1年に受ける依頼の上限（%(most)s件）に達しています", most=partner.max_per_year)


def _avoided(partner: PartnerProfile, comparison: Comparison, vocabulary: Vocabulary) -> str:
    need = comparison.need
    if need.group_id in partner.avoided_groups:
        return _("この団体とは組まない希望を出しています")
    names = "、".join(vocabulary.fields[code] for code in sorted(need.fields & partner.avoided_fields))
    return _("この分野（%(names)s）は引き受けない希望を出しています", names=names)


def _names(codes: frozenset[str], vocabulary: Vocabulary) -> str:
    return "、".join(vocabulary.areas[code].name if code in vocabulary.areas else code for code in sorted(codes))


_EXCLUSIONS: Final[dict[Rule, Callable[[PartnerProfile, Comparison, Vocabulary], str]]] = {
    Rule.INACTIVE: lambda partner, *_rest: _("いまの状態は「%(state)s」です", state=partner.state),
    Rule.UNCONFIRMED: lambda *_rest: _("1年3か月以上、登録内容の確認がとれていません"),
    Rule.RESTING: lambda partner, *_rest: _("%(day)sまで休みです", day=day(partner.resting_until)),
    Rule.OWN: _own,
    Rule.HIDDEN: lambda *_rest: _("あなたには公開されていません"),
    Rule.AVOIDED: _avoided,
    Rule.APART: lambda *_rest: _("対象外です"),
    Rule.BUSY: _busy,
    Rule.PLACE: _place,
    Rule.TIME: _time,
    Rule.UNRELATED: lambda *_rest: _("技能・分野・登録の内容に、この相談と関わるものが見つかりません"),
}
