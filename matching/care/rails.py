"""The guard rails: where a quarter went worse than the one before, in words that say what to look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from directory.groups.models import Sector
from kit import i18n
from kit.clock import now
from kit.labels import label
from matching.care import figures
from matching.care.figures import LEAST_ASKED, MOST_SHARE, QUARTER, Asked, Load, Rate, Spread

_: Final[Callable[..., str]] = i18n._

MOST_GINI = 50
"""Thousandths by which the Gini may rise."""
LEAST_TO_COMPARE = 5
MOST_FALL = 10
"""Percent by which a group's acceptance may fall."""


@dataclass(frozen=True, kw_only=True)
class Trend:
    """One number now and a quarter ago; ``alarm`` says what is wrong, empty where nothing is."""

    label: str
    now: str
    before: str
    alarm: str


def trends(everybody: Sequence[Load], spread: tuple[Spread, Spread], asked: Sequence[Asked]) -> list[Trend]:
    """All of them."""
    return [_most(everybody, spread[0]), _gini(*spread), _never(*spread), _unmet(), *_acceptance(asked)]


def _most(everybody: Sequence[Load], spread: Spread) -> Trend:
    heavy = [
        load for load in everybody if load.quarter >= LEAST_ASKED and 100 * load.quarter > MOST_SHARE * spread.asks
    ]
    asks_before = sum(load.before for load in everybody)
    before = sum(load.before >= LEAST_ASKED and 100 * load.before > MOST_SHARE * asks_before for load in everybody)
    alarm = _(
        "%(count)s人に頼りすぎています。「頼りすぎ」の表の方に、ほかの方を加えて考えてください。", count=len(heavy)
    )
    name = _("90日の打診の%(share)s%%より多くを受けた人", share=MOST_SHARE)
    return Trend(label=name, now=_people(len(heavy)), before=_people(before), alarm=alarm if heavy else "")


def _gini(last: Spread, before: Spread) -> Trend:
    rose = last.gini - before.gini > MOST_GINI and before.asks > 0
    alarm = _("打診が、前より少ない人にかたよっています。「声をかけていない人」も見てください。")
    name = _("打診のかたより（ジニ係数：0はみな同じ、1は一人だけ）")
    return Trend(label=name, now=_decimal(last.gini), before=_decimal(before.gini), alarm=alarm if rose else "")


def _never(last: Spread, before: Spread) -> Trend:
    rose = last.never > before.never and before.people > 0
    alarm = _("一度も声をかけていない人の割合がふえました。")
    name = _("一度も声をかけていない人の割合")
    return Trend(label=name, now=f"{last.never}%", before=f"{before.never}%", alarm=alarm if rose else "")


def _unmet() -> Trend:
    last, before = figures.count_unmet(), figures.count_unmet(now() - QUARTER)
    alarm = _("相手の見つからない相談がふえました。下の分野と地区を見てください。")
    name = _("相手の見つかっていない相談")
    return Trend(label=name, now=_needs(last), before=_needs(before), alarm=alarm if last > before else "")


def _acceptance(asked: Sequence[Asked]) -> Iterator[Trend]:
    last, before = (figures.by_requester(asked, ago) for ago in (0, 1))
    for key in (*(sector.value for sector in Sector), "person"):
        if key in last and key in before:
            yield _accepted(key, last, before)


def _accepted(key: str, last: Mapping[str, Rate], before: Mapping[str, Rate]) -> Trend:
    who = _("団体でない方") if key == "person" else label(Sector(key))
    enough = min(last[key].asked, before[key].asked) >= LEAST_TO_COMPARE
    fell = enough and before[key].percent - last[key].percent >= MOST_FALL
    alarm = _("「%(who)s」の相談への「会ってみたい」が減りました。断られた理由を見てください。", who=who)
    return Trend(
        label=_("「%(who)s」の相談への「会ってみたい」", who=who),
        now=_of(last[key]),
        before=_of(before[key]),
        alarm=alarm if fell else "",
    )


def _of(rate: Rate) -> str:
    return _(
        "%(percent)s%%（%(asked)s件のうち%(willing)s件）", percent=rate.percent, asked=rate.asked, willing=rate.willing
    )


def _people(count: int) -> str:
    return _("%(count)s人", count=count)


def _needs(count: int) -> str:
    return _("%(count)s件", count=count)


def _decimal(thousandths: int) -> str:
    return f"{thousandths / 1000:.2f}"
