"""What a group could be about: the notation of the word material, read into `Idea` objects.

A block begins with `= theme|reading`; the lines after it begin with one letter or sign:
`f` field · `t` style of naming · `n` name of a citizens' group · `N` name of an NPO法人 · `p` purpose · `a` something it does ·
`@` places; schedule; skills it can offer; further fields · `+` what it offers, by `|` · `-` what it looks for, by `|` ·
`~` skills it looks for · `w` who may join · `c` what it costs. In sentences {p} is the place, {d} the district, {a} the hamlet,
{r} the river, {h} the hill. No sentence names a weekday or an hour, so that any of them fits any schedule of the block.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from app.demo.names import Word, word

# The modules of app.demo.words with ideas of citizens' groups, in the order of the twenty fields.
FIELD_MODULES = (
    "health", "learning", "town", "tourism", "rural", "culture", "nature", "relief", "safety", "rights",
    "world", "equality", "children", "digital", "science", "economy", "work", "consumer", "support", "others",
)  # fmt: skip
SECTOR_MODULES = {
    "company": "companies",
    "school": "schools",
    "city": "departments",
    "neighborhood": "neighborhoods",
    "council": "councils",
    "intermediary": "centers",
}
_SIGNS = frozenset("ftnNpa@+-~wc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """One kind of activity; every string may be used as it stands after filling in the names of the place."""

    number: int
    field: int
    fields: tuple[int, ...]
    theme: Word
    style: str
    citizen_names: tuple[Word, ...]
    npo_names: tuple[Word, ...]
    purposes: tuple[str, ...]
    acts: tuple[str, ...]
    places: tuple[str, ...]
    schedule: str
    skills: tuple[str, ...]
    offers: tuple[str, ...]
    wants: tuple[str, ...]
    wanted_skills: tuple[str, ...]
    joining: str
    cost: str


@cache
def ideas(sector: str) -> tuple[Idea, ...]:
    """All ideas for a sector; those of `npo` and `citizen` are the same."""
    if sector in SECTOR_MODULES:
        blocks = [(0, block) for block in _blocks(SECTOR_MODULES[sector])]
        return tuple(_idea(number, field, block) for number, (field, block) in enumerate(blocks))
    fielded = [(field, block) for field, name in enumerate(FIELD_MODULES, 1) for block in _blocks(name)]
    return tuple(_idea(number, field, block) for number, (field, block) in enumerate(fielded))


def _blocks(module: str) -> list[str]:
    text: str = import_module(f"app.demo.words.{module}").IDEAS
    return text.strip().removeprefix("= ").split("\n= ")


def _idea(number: int, field: int, block: str) -> Idea:
    heading, *lines = block.strip().split("\n")
    found: dict[str, list[str]] = {sign: [] for sign in _SIGNS}
    for line in lines:
        found[line[0]].append(line[2:].strip())
    if not field:
        field = int(found["f"][0] if found["f"] else heading)
    places, schedule, skills, further = _setting(found["@"])
    return Idea(
        number=number,
        field=field,
        fields=(field, *further),
        theme=word(heading) if "|" in heading else Word("", ""),
        style=_one(found["t"]),
        citizen_names=tuple(map(word, found["n"])),
        npo_names=tuple(map(word, found["N"])),
        purposes=tuple(found["p"]),
        acts=tuple(found["a"]),
        places=places,
        schedule=schedule,
        skills=skills,
        offers=_several(found["+"]),
        wants=_several(found["-"]),
        wanted_skills=tuple(_one(found["~"]).split()),
        joining=_one(found["w"]),
        cost=_one(found["c"]),
    )


def _setting(lines: list[str]) -> tuple[tuple[str, ...], str, tuple[str, ...], tuple[int, ...]]:
    parts = [part.strip() for part in _one(lines).split(";")] + ["", "", "", ""]
    further = tuple(int(code) for code in parts[3].split(",") if code)
    return tuple(parts[0].split()), parts[1], tuple(parts[2].split()), further


def _one(lines: list[str]) -> str:
    return lines[0] if lines else ""


def _several(lines: list[str]) -> tuple[str, ...]:
    return tuple(part for line in lines for part in line.split("|"))
