"""The names of residents' associations, community councils and centres, one list for each sector."""

from functools import cache

from app.demo.chances import order
from app.demo.group_names import GroupName, Tier, by_district, by_hamlet, given
from app.demo.names import word
from app.demo.places import hamlets

_SIDES = ("東:ひがし", "西:にし", "南:みなみ", "北:きた", "上:かみ", "奥:おく", "下:しも")
_ESTATES = ("団地:だんち", "ニュータウン:にゅーたうん", "ハイツ:はいつ", "市営住宅:しえいじゅうたく", "住宅:じゅうたく")
_COUNCILS = (
    "地域づくり協議会:ちいきづくりきょうぎかい", "コミュニティ推進会:こみゅにてぃすいしんかい",
    "ふるさと振興会:ふるさとしんこうかい", "まちづくり委員会:まちづくりいいんかい", "活性化協議会:かっせいかきょうぎかい",
    "地域運営協議会:ちいきうんえいきょうぎかい", "自治振興会:じちしんこうかい",
)  # fmt: skip
# Field, name and reading of the centres everybody knows.
_CENTERS = (
    "19|むすび市民活動センター|むすびしみんかつどうせんたー",
    "1|むすび市ボランティアセンター|むすびしぼらんてぃあせんたー",
    "11|むすび国際交流協会|むすびこくさいこうりゅうきょうかい",
    "12|むすび男女共同参画センター ともに|むすびだんじょきょうどうさんかくせんたー ともに",
    "13|むすび子ども食堂ネットワーク|むすびこどもしょくどうねっとわーく",
    "19|むすびNPO連絡会|むすびえぬぴーおーれんらくかい",
    "2|むすび市生涯学習ボランティアバンク|むすびししょうがいがくしゅうぼらんてぃあばんく",
    "7|むすび環境パートナーシップ会議|むすびかんきょうぱーとなーしっぷかいぎ",
    "8|むすび災害支援連絡会議|むすびさいがいしえんれんらくかいぎ",
    "6|むすび文化団体連合会|むすびぶんかだんたいれんごうかい",
    "3|むすびまちづくりサポートセンター 結のわ|むすびまちづくりさぽーとせんたー ゆいのわ",
    "14|Musubi Citizens' Hub|むすび しちずんず はぶ",
)


def resident_name(seed: int, sector: str, rank: int) -> GroupName:
    """The name of number `rank` (from 0) of a sector `neighborhood`, `council` or `intermediary`."""
    tiers = resident_tiers(sector)
    round_number, rest = divmod(rank, sum(tier.size for tier in tiers))
    for depth, tier in enumerate(tiers):
        if rest < tier.size:
            name = tier.make(order(f"{seed}:{sector}:{depth}", tier.size)[rest])
            if round_number:
                return name._replace(text=f"{name.text} 第{round_number + 1}支部", reading="")
            return name
        rest -= tier.size
    raise AssertionError("a rank below the sum lies in a tier")


@cache
def resident_tiers(sector: str) -> tuple[Tier, ...]:
    """The tiers of names of one of the three sectors."""
    if sector == "neighborhood":
        return _neighborhoods()
    if sector == "council":
        forms = [form.replace(":", "|{0}") for form in _COUNCILS]
        return by_district("{0}地区地域づくり協議会|{0}ちくちいきづくりきょうぎかい"), by_hamlet(
            *("{0}" + form for form in forms)
        )
    named = tuple(word(line.partition("|")[2]) for line in _CENTERS)
    return (
        given(named),
        by_district("{0}市民交流センター|{0}しみんこうりゅうせんたー", "{0}まちづくりセンター|{0}まちづくりせんたー"),
        by_hamlet(
            "{0}ボランティア連絡会|{0}ぼらんてぃあれんらくかい",
            "{0}市民活動ひろば|{0}しみんかつどうひろば",
            "{0}地域活動支援室|{0}ちいきかつどうしえんしつ",
        ),
    )


def center_field(seed: int, rank: int) -> int | None:
    """The field of the centre number `rank` where its name says one."""
    if rank >= len(_CENTERS):
        return None
    return int(_CENTERS[order(f"{seed}:intermediary:0", len(_CENTERS))[rank]].partition("|")[0])


def _neighborhoods() -> tuple[Tier, ...]:
    """A hamlet calls its association 町内会, 自治会 or 区 once and for all."""
    sides = [f"{{0}}{side}町内会|{{0}}{kana}ちょうないかい" for side, kana in _pairs(_SIDES)]
    blocks = [f"{{0}}{number}丁目自治会|{{0}}{number}ちょうめじちかい" for number in range(1, 9)]
    estates = [f"{{0}}{estate}自治会|{{0}}{kana}じちかい" for estate, kana in _pairs(_ESTATES)]
    numbered = [f"{{0}}第{number}自治会|{{0}}だい{number}じちかい" for number in range(1, 6)]
    return _plain(), by_hamlet(*sides), by_hamlet(*estates), by_hamlet(*blocks), by_hamlet(*numbered)


def _plain() -> Tier:
    kinds = ("町内会|ちょうないかい", "自治会|じちかい", "町内会|ちょうないかい", "区自治会|くじちかい")

    def make(number: int) -> GroupName:
        at = hamlets()[number]
        text, reading = kinds[number % len(kinds)].split("|")
        return GroupName(at.name + text, at.reading + reading, "", at)

    return Tier(len(hamlets()), make)


def _pairs(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(text, reading) for text, reading in (pair.split(":") for pair in words)]
