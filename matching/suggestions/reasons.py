"""The reasons in words: one sentence a coordinator can check for every line of points."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import matching.suggestions.labels  # noqa: F401 - the words of the choices
from directory.people.models import Fee
from kit import i18n
from kit import slots as weekly
from kit.display import day
from kit.labels import label
from matching.scoring.matches import (
    ExperienceMatch,
    FeeMatch,
    FieldsMatch,
    HelpMatch,
    Match,
    PlaceMatch,
    Reach,
    Relation,
    SkillMatch,
    SkillsMatch,
    TextMatch,
    TimeFit,
    TimeMatch,
    WayMatch,
    WishMatch,
)
from matching.scoring.profiles import HeldSkill, PartnerKind, Vocabulary

_: Final[Callable[..., str]] = i18n._

_LEVEL_TO_TEACH: Final = 3
_MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts matches into words, with the names of one vocabulary.

    ``common_words``: words of the need's story that stand in what this partner has registered.
    """

    vocabulary: Vocabulary
    kind: PartnerKind
    common_words: Sequence[str] = ()

    def tell(self, match: Match) -> str:
        """The sentence for one match."""
        return _TELLERS[type(match)](self, match)

    def skills(self, match: SkillsMatch) -> str:
        """会計の経験12年（センター確認済み）、…"""
        by_held: dict[HeldSkill, list[SkillMatch]] = {}
        for each in match.each:
            if each.held:
                by_held.setdefault(each.held, []).append(each)
        found = [self._skill(held, answered) for held, answered in by_held.items()]
        return "、".join(found) or _("求められている技能の登録はありません")

    def _skill(self, held: HeldSkill, answered: Sequence[SkillMatch]) -> str:
        name = self.vocabulary.skills[held.skill_id].name
        text = (
            _("%(skill)sの経験%(years)s年", skill=name, years=held.years)
            if held.years
            else _("%(skill)sができる", skill=name)
        )
        if held.level == _LEVEL_TO_TEACH:
            text = _("%(skill)s・人に教えられる", skill=text)
        notes = [_("センター確認済み") if held.verified else self._own_word()]
        for match in answered:
            notes += self._relation(match)
        return _("%(text)s（%(notes)s）", text=text, notes="・".join(dict.fromkeys(notes)))

    def _relation(self, match: SkillMatch) -> Iterator[str]:
        wanted = self.vocabulary.skills[match.wanted.skill_id].name
        if match.relation is Relation.NARROWER:
            yield _("「%(wanted)s」の一部", wanted=wanted)
        elif match.relation is Relation.WIDER:
            yield _("「%(wanted)s」を含む広い技能", wanted=wanted)
        elif match.relation is Relation.SIBLING:
            yield _("「%(wanted)s」に近い技能", wanted=wanted)
        if match.wanted.guessed_from:
            yield _("相談文の「%(word)s」から推定", word=match.wanted.guessed_from)

    def _own_word(self) -> str:
        return _("本人の登録") if self.kind is PartnerKind.PERSON else _("団体自身の登録")

    def fields(self, match: FieldsMatch) -> str:
        """活動分野が同じ：環境、子ども（3分野のうち2つ）"""
        if not match.stated:
            return _("活動分野の登録がありません")
        if not match.common:
            return _("同じ活動分野はありません")
        names = "、".join(self.vocabulary.fields[code] for code in sorted(match.common))
        if len(match.wanted) > 1:
            total, count = len(match.wanted), len(match.common)
            names = _("%(names)s（%(total)s分野のうち%(count)s）", names=names, total=total, count=count)
        return _("活動分野が同じ：%(names)s", names=names) + (_("（分野は相談文から推定）") if match.guessed else "")

    def text(self, match: TextMatch) -> str:
        """登録の内容に相談と同じことばがある：「帳簿」「決算」"""
        if self.common_words:
            words = "".join(f"「{word}」" for word in self.common_words[:_MOST_WORDS])
            return _("登録の内容に相談と同じことばがある：%(words)s", words=words)
        return (
            _("登録の内容のことばが相談と少し重なる")
            if match.score
            else _("登録の内容に相談と同じことばは見つかりません")
        )

    def times(self, match: TimeMatch) -> str:
        """木の夜が重なります"""
        if match.fit is TimeFit.UNKNOWN:
            return _("活動できる曜日・時間の登録がないため、中間の点")
        if match.fit is TimeFit.NONE:
            return _("ふだんの活動は%(slots)s（相談の日時とは別）", slots=weekly.words(match.slots))
        if match.days:
            text = _("%(days)sに都合が合います", days="、".join(day(each) for each in match.days))
            text += _("（ほかに%(slots)s）", slots=weekly.words(match.slots)) if match.slots else ""
        else:
            text = _("%(slots)sが重なります", slots=weekly.words(match.slots))
        if not (match.possible or match.possible_days):
            return text
        half = [*map(day, match.possible_days), *([weekly.words(match.possible)] if match.possible else [])]
        return text + _("（%(times)sは、頼まれれば動ける日時で、半分に数えます）", times="、".join(half))

    def place(self, match: PlaceMatch) -> str:
        """Same area, around, near, far, online."""
        km = "" if match.km is None else f"{match.km:.0f}"
        here, there = self.area(match.here), self.area(match.there)
        if match.reach is Reach.NEAR and not there:
            return _("拠点が%(here)sの中心から直線で約%(km)skm", here=here, km=km)
        text = _place_words()[match.reach] % {"here": here, "there": there, "town": self.area(match.here[:6])}
        return text + (_("（直線で約%(km)skm）", km=km) if km and match.reach in _MEASURED else "")

    def area(self, code: str) -> str:
        """Name of an area."""
        area = self.vocabulary.areas.get(code)
        return area.name if area else code

    def help(self, match: HelpMatch) -> str:
        """相談・助言を引き受けています"""
        common = match.fitting & match.offered
        kinds = "、".join(label(kind) for kind in sorted(common or match.offered))
        return (
            _("%(kinds)sを引き受けています", kinds=kinds) if common else _("希望する手伝い方は%(kinds)s", kinds=kinds)
        )

    def fee(self, match: FeeMatch) -> str:
        """無償で引き受けています"""
        asked = label(match.asked)
        if match.value < 1.0:
            return _("%(asked)sを希望（相談の条件は%(offered)s）", asked=asked, offered=label(match.offered))
        return _("無償で引き受けています") if match.asked is Fee.FREE else _("%(asked)sの条件が合います", asked=asked)

    def experience(self, match: ExperienceMatch) -> str:
        """これまでの紹介4件のうち3件が、終わりまで続きました"""
        if not match.started:
            return _("まだ紹介の実績がないため、センターの平均で数えています")
        counts = {"started": match.started, "completed": match.completed}
        return _("これまでの紹介%(started)s件のうち%(completed)s件が、終わりまで続きました", **counts)

    def wish(self, match: WishMatch) -> str:
        """登録した活動分野に合います：環境"""
        if not match.common:
            return _("登録した活動分野とは別の分野です")
        names = "、".join(self.vocabulary.fields[code] for code in sorted(match.common))
        return _("登録した活動分野に合います：%(names)s", names=names)

    def way(self, match: WayMatch) -> str:
        """登録した活動地域の中です"""
        if match.place.reach in (Reach.SAME, Reach.AROUND):
            return _("登録した活動地域の中です")
        return self.place(match.place)


_TELLERS: Final[dict[type[Any], Callable[[Teller, Any], str]]] = {
    SkillsMatch: Teller.skills,
    FieldsMatch: Teller.fields,
    TextMatch: Teller.text,
    TimeMatch: Teller.times,
    PlaceMatch: Teller.place,
    HelpMatch: Teller.help,
    FeeMatch: Teller.fee,
    ExperienceMatch: Teller.experience,
    WishMatch: Teller.wish,
    WayMatch: Teller.way,
}
_MEASURED: Final = {Reach.NEAR, Reach.PREFECTURE, Reach.FAR}


def _place_words() -> dict[Reach, str]:
    return {
        Reach.SAME: _("同じ%(here)sで活動"),
        Reach.AROUND: _("活動地域（%(there)s）に%(here)sが含まれる"),
        Reach.INSIDE: _("%(here)sの中の%(there)sで活動"),
        Reach.ONLINE: _("オンラインで参加できる"),
        Reach.TOWN: _("同じ%(town)sの%(there)sで活動"),
        Reach.NEAR: _("近くの%(there)sで活動"),
        Reach.UNKNOWN: _("活動地域の登録がないため、中間の点"),
        Reach.PREFECTURE: _("同じ県内の%(there)sで活動"),
        Reach.FAR: _("活動場所が離れている"),
        Reach.ONLINE_ONLY: _("オンラインのみで活動"),
        Reach.OFFLINE: _("オンラインの登録はありません"),
    }
