"""How the vocabularies are read: whole, as they are small, except municipalities."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from directory.vocabularies.models import Area, AreaKind, Field, Skill, SynonymSet
from kit.db import among, session
from kit.errors import Invalid, Missing
from kit.i18n import _
from kit.text import nfkc, search_key

Entry = TypeVar("Entry")


def fields() -> Sequence[Field]:
    """The twenty fields, in the order of the law."""
    return session.scalars(sa.select(Field).order_by(Field.code)).all()


def skills() -> Sequence[Skill]:
    """All skills, each upper one followed by its own."""
    return session.scalars(sa.select(Skill).order_by(Skill.position, Skill.id)).all()


def synonym_words() -> list[list[str]]:
    """All sets of words that mean one thing: the administrator's, and each skill's name with its synonyms."""
    sets = session.scalars(sa.select(SynonymSet.words).order_by(SynonymSet.id))
    skills = session.execute(sa.select(Skill.name, Skill.synonyms).order_by(Skill.position, Skill.id))
    return [*sets, *([name, *synonyms] for name, synonyms in skills if synonyms)]


def districts() -> Sequence[Area]:
    """The town's own districts."""
    return session.scalars(sa.select(Area).where(Area.kind == AreaKind.DISTRICT).order_by(Area.code)).all()


def areas_by_code(codes: Iterable[str]) -> Sequence[Area]:
    """The areas with these codes; unknown codes are left out."""
    return session.scalars(sa.select(Area).where(among(Area.code, codes)).order_by(Area.code)).all()


def areas_elsewhere(codes: Iterable[str]) -> Sequence[Area]:
    """The areas with these codes that are none of the town's districts."""
    return [area for area in areas_by_code(codes) if area.kind is not AreaKind.DISTRICT]


def areas_within(codes: Iterable[str]) -> set[str]:
    """The codes and those of all areas inside them: a prefecture's municipalities, a municipality's districts."""
    found = set(codes)
    inner = found
    while inner:
        inner = set(session.scalars(sa.select(Area.code).where(among(Area.parent_code, inner)))) - found
        found |= inner
    return found


def find_areas_by_name(text: str, limit: int = 20) -> Sequence[Area]:
    """Areas whose name or reading contains the text; districts before municipalities before prefectures."""
    key = search_key(text)
    if not key:
        return []
    order = sa.case({AreaKind.DISTRICT: 0, AreaKind.MUNICIPALITY: 1}, value=Area.kind, else_=2)
    found = Area.name.contains(text.strip(), autoescape=True) | Area.reading.contains(key, autoescape=True)
    return session.scalars(sa.select(Area).where(found).order_by(order, Area.code).limit(limit)).all()


def fields_by_code(codes: Iterable[str]) -> Sequence[Field]:
    """The fields with these codes (as texts); unknown ones are left out."""
    numbers = [int(code) for code in codes if code.isdigit()]
    return session.scalars(sa.select(Field).where(Field.code.in_(numbers)).order_by(Field.code)).all()


def skills_by_code(codes: Iterable[str]) -> Sequence[Skill]:
    """The skills with these codes; unknown ones are left out."""
    return session.scalars(sa.select(Skill).where(among(Skill.code, codes)).order_by(Skill.position)).all()


def find_areas_named(names: Iterable[str]) -> list[Area]:
    """The area for each name or code, such as 山口市, 山口県山口市 or 352039.

    Raises:
        Invalid: a name that no area, or more than one, has; said at ``other_areas``.
    """
    found = []
    for name in names:
        matches = _areas_called(name)
        if len(matches) != 1:
            text = (
                _("「%(name)s」という市区町村が見つかりません。")
                if not matches
                else _("「%(name)s」は複数あります。都道府県名から入力してください。")
            )
            raise Invalid({"other_areas": [text % {"name": name}]})
        found.append(matches[0])
    return found


def _areas_called(name: str) -> Sequence[Area]:
    text = nfkc(name).replace(" ", "")
    same = (Area.code == text) | (sa.func.replace(Area.name, " ", "") == text)
    if exact := session.scalars(sa.select(Area).where(same).limit(2)).all():
        return exact
    parent = aliased(Area)
    whole = parent.name + sa.func.replace(Area.name, " ", "")
    return session.scalars(
        sa.select(Area).join(parent, Area.parent_code == parent.code).where(whole == text).limit(2)
    ).all()


def skill_called(name: str) -> Skill | None:
    """The skill with this name, in whatever width it is written."""
    key = search_key(name)
    return next((skill for skill in skills() if search_key(skill.name) == key), None)


def district_called(name: str, municipality: str) -> Area | None:
    """The district of a municipality with this name."""
    key = search_key(name)
    own = (district for district in districts() if district.parent_code == municipality)
    return next((district for district in own if search_key(district.name) == key), None)


def municipalities_with_districts() -> Sequence[Area]:
    """The municipalities that have districts of their own: in a town's installation, the town."""
    inner = sa.select(Area.parent_code).where(Area.kind == AreaKind.DISTRICT)
    return session.scalars(sa.select(Area).where(Area.code.in_(inner)).order_by(Area.code)).all()


def synonym_sets() -> Sequence[SynonymSet]:
    """The administrator's sets of words that mean one thing."""
    return session.scalars(sa.select(SynonymSet).order_by(SynonymSet.id)).all()


def get_skill(skill_id: int) -> Skill:
    """The skill with this number. Raises :class:`Missing`."""
    return _found(session.get(Skill, skill_id))


def get_district(code: str) -> Area:
    """The district with this code. Raises :class:`Missing`."""
    area = _found(session.get(Area, code))
    if area.kind is not AreaKind.DISTRICT:
        raise Missing()
    return area


def get_synonyms(set_id: int) -> SynonymSet:
    """The set with this number. Raises :class:`Missing`."""
    return _found(session.get(SynonymSet, set_id))


def _found(entry: Entry | None) -> Entry:
    if entry is None:
        raise Missing()
    return entry
