"""How a group can be reached, and which of it the public may see."""

from random import Random
from typing import NamedTuple

from app.demo.names import any_name, phone, postal_code, romaji
from app.demo.places import Hamlet


class TownContact(NamedTuple):
    """One way to reach a group under the attribute names of `GroupContact`; `center` is private."""

    kind: str
    value: str
    note: str
    publication: str


_OPEN = frozenset({"city", "intermediary", "company"})
_TITLES = {
    "npo": "理事長", "citizen": "代表", "neighborhood": "会長", "council": "会長", "company": "代表", "school": "世話役",
    "city": "課長", "intermediary": "所長",
}  # fmt: skip
_NOTES = ("", "", "", "夜間は出られません", "留守番電話に用件をどうぞ", "平日の日中", "夕方以降")
HOME_NOTE = "代表の自宅。公開しないこと"


def contacts(rng: Random, sector: str, number: int, at: Hamlet, reading: str) -> tuple[TownContact, ...]:
    """The contacts of the group `number`: always its representative and one way to reach it, each open or private."""
    office = sector in _OPEN
    found = [TownContact("representative", any_name(rng).text, _TITLES[sector], _publication(rng, 0.6))]
    if rng.random() < 0.3:
        found.append(TownContact("person", any_name(rng).text, "連絡担当", "center"))
    found.append(
        TownContact("phone", phone(number * 4), rng.choice(_NOTES), _publication(rng, 0.95 if office else 0.35))
    )
    if rng.random() < 0.3:
        found.append(TownContact("phone", phone(number * 4 + 1), HOME_NOTE, "center"))
    if rng.random() < (0.6 if office else 0.3):
        found.append(TownContact("fax", phone(number * 4 + 2), "", _publication(rng, 0.5)))
    if rng.random() < 0.7:
        found.append(
            TownContact(
                "email", f"{romaji(reading)}-{number}@example.jp", "", _publication(rng, 0.9 if office else 0.5)
            )
        )
    if rng.random() < 0.5:
        found.append(TownContact("postal", _postal(rng, at), "", _publication(rng, 0.9 if office else 0.15)))
    return tuple(found)


def web_pages(rng: Random, sector: str, number: int, reading: str) -> tuple[str, ...]:
    """None, one or two pages on domains reserved for examples."""
    if rng.random() > (0.25 if sector == "neighborhood" else 0.5):
        return ()
    slug = f"{romaji(reading)}-{number}"
    first = rng.choice(
        (f"https://{slug}.example.jp/", f"https://www.example.jp/{slug}/", f"https://example.com/{slug}")
    )
    return (first, f"https://sns.example.com/{slug}") if rng.random() < 0.2 else (first,)


def _publication(rng: Random, chance: float) -> str:
    return "public" if rng.random() < chance else "center"


def _postal(rng: Random, at: Hamlet) -> str:
    return f"〒{postal_code(at.number + 1)} むすび市{at.district}{at.name}{rng.randint(1, 980)}番地"
