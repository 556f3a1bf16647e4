"""The geography of the invented city むすび市: districts, hamlets, buildings and positions."""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import NamedTuple

from app.demo.chances import chance
from app.demo.words.districts import DISTRICTS

# 全国地方公共団体コード begin with a prefecture number from 01 to 47. No number 48 has ever been given out, so this code
# names no real municipality; its sixth digit is the proper check digit (tested), so it passes every validation.
CITY_CODE = "482013"
CITY_NAME = "むすび市"
# A point in wooded hills, well away from any town hall.
CITY_LATITUDE = 34.2360
CITY_LONGITUDE = 131.6120
HAMLETS_IN_A_DISTRICT = 12


@dataclass(frozen=True, slots=True)
class TownDistrict:
    """An area of the town under the attribute names of `Area`; the city itself is one of kind `municipality`."""

    code: str
    kind: str
    parent_code: str | None
    name: str
    reading: str
    name_en: str
    latitude: float
    longitude: float


class Hamlet(NamedTuple):
    """A hamlet (字) with all that a text about it may name."""

    number: int
    name: str
    reading: str
    district: str
    district_reading: str
    area_code: str
    latitude: float
    longitude: float
    river: str
    hill: str


CITY = TownDistrict(
    CITY_CODE, "municipality", None, CITY_NAME, "むすびし", "Musubi City", CITY_LATITUDE, CITY_LONGITUDE
)


@cache
def _read() -> tuple[tuple[TownDistrict, ...], tuple[Hamlet, ...]]:
    districts: list[TownDistrict] = []
    hamlets: list[Hamlet] = []
    for block in DISTRICTS.strip().removeprefix("= ").split("\n= "):
        heading, names = block.split("\n", 1)
        name, reading, name_en, north, east, river, hill = heading.split("|")
        code = f"{CITY_CODE}-{len(districts) + 1:02d}"
        latitude = round(CITY_LATITUDE + int(north) / 1000, 4)
        longitude = round(CITY_LONGITUDE + int(east) / 1000, 4)
        districts.append(
            TownDistrict(
                code, "district", CITY_CODE, f"{name}地区", f"{reading}ちく", f"{name_en} District", latitude, longitude
            )
        )
        for pair in names.split():
            own, own_reading = pair.split(":")
            place = chance(f"hamlet:{code}:{own}")
            hamlets.append(
                Hamlet(
                    len(hamlets), own, own_reading, name, reading, code,
                    round(latitude + place.uniform(-0.011, 0.011), 5),
                    round(longitude + place.uniform(-0.013, 0.013), 5),
                    river, hill,
                )
            )  # fmt: skip
    return tuple(districts), tuple(hamlets)


def districts() -> tuple[TownDistrict, ...]:
    """The fourteen districts of the city."""
    return _read()[0]


def hamlets() -> tuple[Hamlet, ...]:
    """All hamlets, twelve to a district, in the order of the districts."""
    return _read()[1]


# What a key in the word material may become; {D} district, {a} hamlet, {r} river, {h} hill.
_BUILDINGS: dict[str, tuple[str, ...]] = {
    "hall": ("{D}公民館", "{D}地域交流センター", "{D}公民館 和室", "{D}公民館 会議室"),
    "kitchen": ("{D}公民館 調理室", "{D}地域交流センター 調理室"),
    "meeting": ("{a}集会所", "{a}自治会館", "{a}公会堂"),
    "shop": ("{a}の空き店舗", "{D}商店街の空き店舗", "{D}商店街 まちの縁側", "{a}のまちかど喫茶"),
    "library": ("むすび市立図書館", "むすび市立図書館 {D}分館", "むすび市立図書館 集会室"),
    "school": ("{D}小学校", "{D}小学校 地域交流室", "{D}中学校 多目的室"),
    "closedschool": ("旧{a}小学校", "旧{a}小学校 交流棟", "旧{a}分校"),
    "gym": ("{D}体育館", "むすび市民体育館", "{D}中学校 体育館"),
    "welfare": ("むすび市総合福祉センター", "{D}福祉センター", "むすび市総合福祉センター 和室"),
    "park": ("{a}公園", "{D}中央公園", "{a}ふれあい広場"),
    "river": ("{r}の{a}橋たもと", "{r}河川敷（{a}）", "{r}の{a}親水広場"),
    "hill": ("{h}のふもと", "{a}の里山", "{h} 登山口広場"),
    "farm": ("{a}の畑", "{a}の体験農園", "{a}の棚田"),
    "station": ("むすび駅前広場", "{D}駅前", "むすび駅 待合室"),
    "kominka": ("{a}の古民家", "{a}の古民家「おもや」", "{a}の空き家を直した集いの家"),
    "center": ("むすび市民活動センター", "むすび市民活動センター 会議室", "むすび市民活動センター 交流サロン"),
    "hospital": ("むすび総合病院 談話室", "{D}診療所 待合室", "むすび総合病院 地域連携室"),
    "museum": ("むすび市郷土資料館", "{D}民俗資料室", "むすび市郷土資料館 研修室"),
    "office": ("{a}の事務所", "{a}の作業場"),
    "online": ("オンライン", "オンライン（ときどき{D}公民館）"),
    "market": ("{D}直売所", "{a}の朝市広場", "{D}農産加工所"),
    "university": ("むすび大学 地域連携室", "むすび大学 学生会館", "むすび大学 講義棟"),
    "cityhall": ("むすび市役所", "むすび市役所 {D}支所", "むすび市役所 会議室"),
}
BUILDING_KINDS = frozenset(_BUILDINGS)
OUTDOORS = frozenset({"park", "river", "hill", "farm", "station"})


def building(rng: Random, kind: str, at: Hamlet) -> str:
    """A building or spot of the kind near the hamlet; `kind` is one of BUILDING_KINDS."""
    return rng.choice(_BUILDINGS[kind]).format(D=at.district, a=at.name, r=at.river, h=at.hill)


def position(rng: Random, at: Hamlet) -> tuple[float, float]:
    """Latitude and longitude within some 300 metres of the hamlet's middle."""
    return (
        round(at.latitude + rng.uniform(-0.003, 0.003), 5),
        round(at.longitude + rng.uniform(-0.003, 0.003), 5),
    )
