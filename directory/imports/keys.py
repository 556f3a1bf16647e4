"""Recognises a group, person or need that is in the register already (or twice in a file), however it is spelled.

The order of evidence: a corporate number decides alone, both ways. Else the name: same spelling key and nothing that
speaks against it is the same; same key with another reading or another area is doubtful, and so is a name that is
the same but for its legal form (NPO法人さくら and さくら) or a person of whom nothing but the name is known.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from directory.groups.names import LEGAL_FORMS
from directory.imports.models import ImportKind
from directory.imports.places import NATIONWIDE, AreaHint
from kit.text import hiragana, nfkc, search_key

# Spellings of one legal form. 認定 and 認可 come and go with the years and are left out of it.
_FORMS: Final = (
    *((re.compile(form.written), form.key) for form in LEGAL_FORMS),
    (re.compile(r"(?<![a-z])npo(?![a-z])"), "npo"),
    (re.compile(r"(?:認可)?地縁団体(?:法人)?|地縁による団体|地縁法人|自治会法人"), "地縁"),
    (re.compile(r"任意団体|市民活動団体|ボランティア(?:団体|グループ|サークル)"), "任意"),
)
_LARGE_KANA: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖぢづゔを", "あいうえおつやゆよわかけじずぶお")


class Likeness(StrEnum):
    """Whether two records are of one body or person."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record is recognised by; each part is folded, "" or empty where it is not known."""

    name: str  # with its legal form, in one spelling
    bare_name: str  # without it
    reading: str = ""
    corporate_number: str = ""  # of an area: its code
    areas: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()  # phones, e-mail addresses, affiliation: one in common is enough
    needs_evidence: bool = False  # people: a name alone does not make two records one


def name_keys(name: str) -> tuple[str, str]:
    """(key with the legal form in one spelling, key without it): ＮＰＯ法人 さくら → ``npo|さくら``, ``さくら``."""
    left = nfkc(name).casefold()
    forms: list[str] = []
    for pattern, form in _FORMS:
        left, count = pattern.subn(" ", left)
        forms += [form] if count else []
    bare = search_key(left) or search_key(name)
    return ("|".join([*sorted(forms), bare]), bare)


def person_key(name: str) -> str:
    """A person's name without blanks, titles and brackets: 会田　和子 先生 → 会田和子."""
    plain = re.sub(r"[(（].*?[)）]", "", name)
    return search_key(re.sub(r"(?<=\S)[\s　]+(?:先生|氏|さん|様|君|博士)$|(?<=\S{2})(?:先生|様)$", "", plain.strip()))


def reading_key(reading: str) -> str:
    """A reading in which キヨウ and キョウ, ヅ and ズ, long vowels and blanks make no difference."""
    return search_key(hiragana(reading)).translate(_LARGE_KANA).replace("ー", "")


def area_keys(areas: Iterable[AreaHint], codes: Iterable[str] = ()) -> frozenset[str]:
    """Areas in a comparable form: codes where they are known, and names; 全国 says nothing about who somebody is."""
    keys = set(codes)
    for area in areas:
        if area.prefecture == NATIONWIDE:
            continue
        # A word that may be no place at all (see AreaHint) proves nothing.
        sure = area.municipality if area.municipality.endswith(("市", "区", "町", "村")) else area.prefecture
        keys |= {*area.codes[:1], search_key(sure)} - {""}
    return frozenset(keys)


def identity(kind: ImportKind, values: dict[str, Any], *, area_codes: Iterable[str] = ()) -> Identity:
    """What the values of an entry (see ``entries``) are recognised by. ``area_codes``: the areas once looked up."""
    areas = area_keys(() if area_codes else values.get("areas", ()), area_codes)
    if kind is ImportKind.PEOPLE:
        key = person_key(values.get("legal_name") or values.get("display_name", ""))
        known = (values.get(name, "") for name in ("email", "affiliation"))
        evidence = {search_key(text) for text in known if text} | set(re.findall(r"\d{9,}", _digits(values)))
        reading = reading_key(values.get("reading", ""))
        return Identity(key, key, reading, "", areas, frozenset(evidence), needs_evidence=True)
    if kind is ImportKind.AREAS:
        return Identity("", "", corporate_number=next(iter(values.get("codes", ())), ""))
    if kind is ImportKind.NEEDS:
        key = search_key(values.get("title", ""))
        # 福井県鯖江市 総務課 in one file is 総務課 in the next.
        requester = frozenset(map(search_key, values.get("requester_name", "").split()[-1:]))
        return Identity(key, key, "", "", frozenset(), requester, needs_evidence=bool(requester))
    name, bare = name_keys(values.get("name", ""))
    reading = reading_key(values.get("reading", ""))
    return Identity(name, bare, reading, values.get("corporate_number", ""), areas)


def compare(one: Identity, other: Identity) -> Likeness:
    """Whether two records are of one body or person."""
    if one.corporate_number and other.corporate_number:
        return Likeness.SAME if one.corporate_number == other.corporate_number else Likeness.DIFFERENT
    if not one.bare_name or one.bare_name != other.bare_name:
        return Likeness.DIFFERENT
    if one.name != other.name:
        return Likeness.DOUBTFUL
    if one.reading and other.reading and one.reading != other.reading:
        return Likeness.DOUBTFUL
    if one.evidence & other.evidence:
        return Likeness.SAME
    if one.areas and other.areas and not _overlap(one.areas, other.areas):
        return Likeness.DOUBTFUL
    if one.needs_evidence and other.needs_evidence and not (one.reading and other.reading):
        return Likeness.SAME if _overlap(one.areas, other.areas) else Likeness.DOUBTFUL
    return Likeness.SAME


class Recogniser:
    """Finds the record that an entry is about among many, by their keys; holds keys and ids only."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[Identity, Any]]] = defaultdict(list)

    def add(self, identity: Identity, record_id: Any) -> None:
        """Make a record findable."""
        for key in _lookups(identity):
            self._by_key[key].append((identity, record_id))

    def find(self, identity: Identity) -> tuple[Likeness, Any]:
        """The one record that is the same; else a doubtful one; else nothing. Two that are the same are doubtful."""
        found: dict[Any, Likeness] = {}
        for key in _lookups(identity):
            for other, record_id in self._by_key.get(key, ()):
                if (likeness := compare(identity, other)) is not Likeness.DIFFERENT:
                    found[record_id] = likeness
        same = [record_id for record_id, likeness in found.items() if likeness is Likeness.SAME]
        if len(same) == 1:
            return Likeness.SAME, same[0]
        if found:
            return Likeness.DOUBTFUL, (same or list(found))[0]
        return Likeness.DIFFERENT, None


def _lookups(identity: Identity) -> list[str]:
    keys = [f"name:{identity.bare_name}"] if identity.bare_name else []
    return [*keys, f"number:{identity.corporate_number}"] if identity.corporate_number else keys


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Areas in common; a prefecture's code overlaps with the codes of its municipalities."""
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _digits(values: dict[str, Any]) -> str:
    return re.sub(r"[^0-9、]", "", nfkc(values.get("phone", "")))
