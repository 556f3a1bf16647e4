"""The numbers of records, as addresses hold them and as people type them: never more than a database can hold."""

from typing import Final

from werkzeug.datastructures import ImmutableDict
from werkzeug.routing import IntegerConverter, Map

LARGEST: Final = 2**31 - 1
"""What PostgreSQL's INTEGER holds; no record has a larger number."""


class IdConverter(IntegerConverter):
    """``<int:group_id>`` of an address: with a larger number, or with one of a thousand digits, it leads nowhere (404)."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Map, fixed_digits: int = 0, min: int | None = None, max: int | None = None) -> None:  # noqa: A002 - werkzeug's names
        super().__init__(map, fixed_digits, min, LARGEST if max is None else max)


class IdMap(Map):
    """The addresses of an application in which every ``<int:…>`` is one of these."""

    default_converters = ImmutableDict({**Map.default_converters, "int": IdConverter})


def read_id(text: str) -> int | None:
    """The number that was typed; None for anything that is no record's number."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))):
        return None
    return number if (number := int(text)) <= LARGEST else None
