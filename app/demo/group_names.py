"""The name of every group in the town: the n-th group of a kind has one of its own, at any size of the town.

Names of a kind come in tiers: first those thought up one by one, then theme and district, theme and nickname, theme and
hamlet, so that a small town has the prettiest names. Inside a tier they are taken in a shuffled order. Only when all are
used does a number follow. That the tiers never produce one name twice is tested over every name they can make.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from app.demo.chances import order
from app.demo.ideas import Idea
from app.demo.names import Word, nicknames, surnames
from app.demo.places import HAMLETS_IN_A_DISTRICT, Hamlet, hamlets


class GroupName(NamedTuple):
    """A name, its reading, a short name ('' when it has none) and the hamlet it names, if it names a place."""

    text: str
    reading: str
    short: str
    at: Hamlet | None


class Tier(NamedTuple):
    """`size` names, made from their number."""

    size: int
    make: Callable[[int], GroupName]


def group_name(seed: int, sector: str, idea: Idea, rank: int) -> GroupName:
    """The name of the group that is number `rank` (from 0) among those of its sector and idea."""
    tiers = tiers_of(sector, idea)
    round_number, rest = divmod(rank, sum(tier.size for tier in tiers))
    for depth, tier in enumerate(tiers):
        if rest < tier.size:
            name = tier.make(order(f"{seed}:{sector}:{idea.number}:{depth}", tier.size)[rest])
            return _again(name, round_number)
        rest -= tier.size
    raise AssertionError("a rank below the sum lies in a tier")


@cache
def tiers_of(sector: str, idea: Idea) -> tuple[Tier, ...]:
    """The tiers of names for a sector and idea; those of residents' bodies do not depend on the idea."""
    makers: dict[str, Callable[[Idea], tuple[Tier, ...]]] = {
        "citizen": _citizen,
        "npo": _npo,
        "company": _company,
        "school": _school,
        "city": _city,
    }
    return makers[sector](idea)


def _again(name: GroupName, times: int) -> GroupName:
    if not times:
        return name
    return name._replace(text=f"{name.text} 第{times + 1}班", reading=f"{name.reading} だい{times + 1}はん")


def first_hamlet(district: int) -> Hamlet:
    """A hamlet standing for its whole district."""
    return hamlets()[district * HAMLETS_IN_A_DISTRICT]


_NOTHING = Word("", "")


def given(names: tuple[Word, ...], prefix: Word = _NOTHING) -> Tier:
    """The names thought up one by one; the part after a space is the short name."""

    def make(number: int) -> GroupName:
        own = names[number]
        short = own.text.rpartition(" ")[2]
        if short == "むすび":
            short = own.text
        if short == prefix.text + own.text:
            short = ""
        return GroupName(prefix.text + own.text, prefix.reading + own.reading, short, None)

    return Tier(len(names), make)


def by_district(*patterns: str) -> Tier:
    """Names from the district: each pattern is `text|reading` with {0} for the place."""
    count = len(hamlets()) // HAMLETS_IN_A_DISTRICT

    def make(number: int) -> GroupName:
        at = first_hamlet(number % count)
        text, reading = patterns[number // count].split("|")
        return GroupName(text.format(at.district), reading.format(at.district_reading), "", at)

    return Tier(count * len(patterns), make)


def by_hamlet(*patterns: str) -> Tier:
    """Names from the hamlet, as `by_district`."""
    count = len(hamlets())

    def make(number: int) -> GroupName:
        at = hamlets()[number % count]
        text, reading = patterns[number // count].split("|")
        return GroupName(text.format(at.name), reading.format(at.reading), "", at)

    return Tier(count * len(patterns), make)


def by_word(words: tuple[Word, ...], *patterns: str, short: str = "") -> Tier:
    """Names from a surname or nickname, as `by_district`; `short` is the pattern of the short name."""

    def make(number: int) -> GroupName:
        own = words[number % len(words)]
        text, reading = patterns[number // len(words)].split("|")
        return GroupName(text.format(own.text), reading.format(own.reading), short.format(own.text), None)

    return Tier(len(words) * len(patterns), make)


# After a theme that already names a body, 「の会」 would be one word too many.
_COMPLETE = (
    "会", "サークル", "カフェ", "サロン", "教室", "食堂", "ひろば", "クラブ", "団", "ボランティア", "バンク", "大学", "病院",
    "ガイド", "スポーツ", "メディア", "講座", "朝市", "市", "太鼓", "祭り", "ツアー", "パーク", "場", "居場所",
)  # fmt: skip


def _citizen(idea: Idea) -> tuple[Tier, ...]:
    text, reading = idea.theme
    if text.endswith(_COMPLETE):
        endings, readings = ("", "の仲間"), ("", "のなかま")
    else:
        endings, readings = ("の会", "グループ"), ("のかい", "ぐるーぷ")
    local = (
        f"{text} {{0}}{endings[0]}|{reading} {{0}}{readings[0]}",
        f"{{0}}{text}{endings[1]}|{{0}}{reading}{readings[1]}",
    )
    own = f"{text}{endings[0]} {{0}}|{reading}{readings[0]} {{0}}"
    if not endings[0]:
        own = f"{text}「{{0}}」|{reading} {{0}}"
    return (given(idea.citizen_names), by_district(*local), by_word(nicknames(), own, short="{0}"), by_hamlet(*local))


_NPO = Word("NPO法人", "えぬぴーおーほうじん")


def _npo(idea: Idea) -> tuple[Tier, ...]:
    text, reading = idea.theme
    net = f"{_NPO.text}{text}ネット{{0}}|{_NPO.reading}{reading}ねっと{{0}}"
    local = f"{_NPO.text}{{0}}{text}推進会|{_NPO.reading}{{0}}{reading}すいしんかい"
    own = f"{_NPO.text}{text}支援 {{0}}|{_NPO.reading}{reading}しえん {{0}}"
    return (given(idea.npo_names, _NPO), by_word(nicknames(), own, short="{0}"), by_district(local), by_hamlet(net))


def _company(idea: Idea) -> tuple[Tier, ...]:
    text, reading = idea.theme
    if idea.style == "area":
        return (
            by_district(f"{{0}}{text}|{{0}}{reading}", f"{{0}}駅前{text}|{{0}}えきまえ{reading}"),
            by_hamlet(f"{{0}}{text}|{{0}}{reading}"),
        )
    if idea.style == "plain":
        shop = f"{{0}}{text}|{{0}}{reading}"
        return by_word(surnames(), shop), by_hamlet(f"{{0}}の{text}|{{0}}の{reading}")
    stock = f"株式会社{{0}}{text}|かぶしきがいしゃ{{0}}{reading}"
    limited = f"有限会社{{0}}{text}|ゆうげんがいしゃ{{0}}{reading}"
    partners = f"{{0}}{text}合同会社|{{0}}{reading}ごうどうがいしゃ"
    return by_word(surnames(), limited, stock, short=f"{{0}}{text}"), by_hamlet(partners)


_KINDS_OF_SCHOOL = {
    "elementary": Word("小学校", "しょうがっこう"),
    "junior": Word("中学校", "ちゅうがっこう"),
    "high": Word("高校", "こうこう"),
}


def _school(idea: Idea) -> tuple[Tier, ...]:
    text, reading = idea.theme
    if idea.style == "university":
        return (
            given((Word(f"むすび大学 {text}", f"むすびだいがく {reading}"),)),
            by_word(surnames(), f"むすび大学 {{0}}研究室 {text}|むすびだいがく {{0}}けんきゅうしつ {reading}"),
        )
    kind = _KINDS_OF_SCHOOL[idea.style]
    pattern = f"{{0}}{kind.text} {text}|{{0}}{kind.reading} {reading}"
    public = f"むすび{{0}}{kind.text} {text}|むすび{{0}}{kind.reading} {reading}"
    return by_district(pattern), by_district(public), by_hamlet(pattern)


def _city(idea: Idea) -> tuple[Tier, ...]:
    """The department itself, then its desks at the branch offices."""
    text, reading = idea.theme
    own = given((Word(f"むすび市 {text}", f"むすびし {reading}"),))
    for ending, ending_reading in (("課", "か"), ("室", "しつ")):
        if text.endswith(ending):
            text, reading = text.removesuffix(ending), reading.removesuffix(ending_reading)
    branch = f"むすび市{{0}}支所 {text}担当|むすびし{{0}}ししょ {reading}たんとう"
    desk = f"むすび市{{0}}支所 {text}相談窓口|むすびし{{0}}ししょ {reading}そうだんまどぐち"
    return own, by_district(branch), by_district(desk)
