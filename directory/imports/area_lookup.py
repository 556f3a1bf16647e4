"""Finds the area of the vocabulary that a file means; municipalities it does not know are made from their codes."""

from collections.abc import Iterable

import sqlalchemy as sa

from directory.imports.places import NATIONWIDE, AreaHint
from directory.vocabularies.models import Area, AreaKind
from kit.db import session
from kit.text import search_key


class AreaLookup:
    """The area vocabulary by code and by name, read once."""

    def __init__(self) -> None:
        rows = session.execute(sa.select(Area.code, Area.kind, Area.parent_code, Area.name)).all()
        self._codes = {code for code, _kind, _parent, _name in rows}
        self._prefectures = {name: code for code, kind, _parent, name in rows if kind is AreaKind.PREFECTURE}
        self._within: dict[tuple[str, str], str] = {}
        self._anywhere: dict[str, set[str]] = {}
        for code, kind, parent, name in rows:
            if kind is not AreaKind.PREFECTURE:
                self._remember(code, parent or "", name)

    def codes(self, hints: Iterable[AreaHint]) -> list[str]:
        """Codes of the areas that are meant, in order, each once; what cannot be found is left out."""
        found = {code: None for hint in hints if (code := self._code(hint))}
        inner = set(found)
        # 山口県 beside 山口県山口市 says nothing more.
        return [code for code in found if not (len(code) == 2 and any(c != code and c.startswith(code) for c in inner))]

    def _code(self, hint: AreaHint) -> str:
        for code in hint.codes:
            if code in self._codes:
                return code
        prefecture = self._prefectures.get(hint.prefecture, "")
        if hint.municipality:
            key = search_key(hint.municipality)
            if code := self._within.get((prefecture, key), ""):
                return code
            everywhere = self._anywhere.get(key, set())
            if not prefecture and len(everywhere) == 1:
                return next(iter(everywhere))
            if hint.codes and prefecture and hint.codes[0].startswith(prefecture):
                return self._make(hint.codes[0], prefecture, hint.municipality)
        return "" if hint.prefecture == NATIONWIDE else prefecture

    def _make(self, code: str, prefecture: str, name: str) -> str:
        session.add(Area(code=code, kind=AreaKind.MUNICIPALITY, parent_code=prefecture, name=name))
        session.flush()
        self._codes.add(code)
        self._remember(code, prefecture, name)
        return code

    def _remember(self, code: str, parent: str, name: str) -> None:
        key = search_key(name)
        self._within[parent, key] = code
        self._anywhere.setdefault(key, set()).add(code)
        if (cut := name.find("郡")) > 0 and name[cut + 1 :]:
            self._within.setdefault((parent, search_key(name[cut + 1 :])), code)
