"""The kinds of form field this service needs beyond marshmallow's own."""

import re
import unicodedata
from enum import StrEnum
from typing import Any

import marshmallow as ma

from kit import slots as weekly
from kit.dates import NotADate, parse_full_date, partial_date
from kit.i18n import _, _l
from kit.ids import LARGEST, read_id
from kit.numbers import NotANumber, parse_number
from kit.phones import digits_of
from kit.text import hiragana, nfkc

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without what no database or page can hold (control characters, lone surrogates), ends trimmed."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class Text(ma.fields.Field[str]):
    """Text of at most ``limit`` characters; ``lines`` allows line breaks. Kept as typed but for its ends."""

    default_error_messages = {
        "invalid": _l("文字で入力してください。"),
        "blank": _l("入力してください。"),
        "long": _l("%(limit)d文字以内で入力してください（いま%(length)d文字です。あと%(over)d文字減らしてください）。"),
    }

    def __init__(self, *, limit: int = 100, lines: bool = False, **options: Any) -> None:
        if not options.get("required"):
            options.setdefault("load_default", "")
        super().__init__(**options)
        self.limit = limit
        self.lines = lines

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        text = clean(value)
        if not self.lines:
            text = " ".join(text.split("\n"))
        if self.required and not text:
            raise self.make_error("blank")
        if len(text) > self.limit:
            words = {"limit": self.limit, "length": len(text), "over": len(text) - self.limit}
            raise ma.ValidationError(str(self.error_messages["long"]) % words)
        return text

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Reading(Text):
    """A reading in hiragana; katakana of either width is converted."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = hiragana(super()._deserialize(value, attr, data, **kwargs))
        if any("CJK UNIFIED" in unicodedata.name(ch, "") for ch in text):
            raise ma.ValidationError(_("ひらがなで入力してください。"))
        return text


class Choice(ma.fields.Field[StrEnum | None]):
    """One of a StrEnum's words; an empty choice is None unless it is required."""

    default_error_messages = {"unknown": _l("一覧から選んでください。"), "blank": _l("選んでください。")}

    def __init__(self, kind: type[StrEnum], **options: Any) -> None:
        if not options.get("required"):
            options.setdefault("load_default", None)
        nothing = () if options.get("required") else ("", None)
        options.setdefault(
            "metadata", {"enum": [*(member.value for member in kind), *nothing]}
        )  # for the API's document
        super().__init__(**options)
        self.kind = kind

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> StrEnum | None:
        if value in ("", None):
            if self.required:
                raise self.make_error("blank")
            return None
        try:
            return self.kind(value)
        except ValueError:
            raise self.make_error("unknown") from None

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "" if value is None else str(value)


SHORTEST_PHONE = 10
"""Digits of a number with its area code. Which numbers exist is not for a form to know: 内線 and notes stand beside them."""


class PhoneNumbers(Text):
    """One or more telephone numbers, kept as they were written."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text and len(digits_of(text)) < SHORTEST_PHONE:
            raise ma.ValidationError(_("電話番号は市外局番から入力してください。例：083-123-4567"))
        return text


class EmailAddress(Text):
    """An e-mail address, typed in any width."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = nfkc(super()._deserialize(value, attr, data, **kwargs)).replace(" ", "")
        if text and not re.fullmatch(r"[^@\s<>\"',;:()]+@[^@\s<>\"',;:()]+\.[A-Za-z0-9-]{2,}", text):
            raise ma.ValidationError(_("メールアドレスは「name@example.jp」のような形で入力してください。"))
        return text


class Number(ma.fields.Field[int | None]):
    """A whole number between ``least`` and ``most``, typed in digits of any width; empty is None."""

    default_error_messages = {
        "invalid": _l("数字で入力してください。"),
        "range": _l("%(least)dから%(most)dまでの数字で入力してください。"),
    }

    def __init__(self, *, least: int = 0, most: int = 1_000_000, **options: Any) -> None:
        options.setdefault("load_default", None)
        options["metadata"] = {
            "default": options["load_default"],
            **options.get("metadata", {}),
        }  # for the API's document
        super().__init__(allow_none=True, **options)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int | None:
        if not (text := str(value).strip()):
            return None
        try:
            number = parse_number(text)
        except NotANumber as error:
            raise self.make_error("invalid") from error
        if not self.least <= number <= self.most:
            raise ma.ValidationError(str(self.error_messages["range"]) % {"least": self.least, "most": self.most})
        return number

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Id(ma.fields.Integer):
    """The number of a record that is chosen from a list."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        number = super()._deserialize(value, attr, data, **kwargs)
        if not 0 <= number <= LARGEST:
            raise self.make_error("invalid")
        return number


class Flag(ma.fields.Field[bool]):
    """A tick box: ticked or not."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("load_default", False)
        options["metadata"] = {
            "default": options["load_default"],
            **options.get("metadata", {}),
        }  # for the API's document
        super().__init__(**options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        return str(value).lower() in ("1", "true", "on", "yes")

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "1" if value else ""


class Slots(ma.fields.Field[int]):
    """Weekly slots, posted as the numbers of their bits, 0 to 27; see ``kit.slots``."""

    many_values = True
    default_error_messages = {"invalid": _l("一覧から選んでください。")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("load_default", 0)
        super().__init__(**options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not isinstance(value, list | tuple):
            raise self.make_error("invalid")
        slots = 0
        for text in value:
            if not re.fullmatch(r"1?[0-9]|2[0-7]", str(text)):
                raise self.make_error("invalid")
            slots |= 1 << int(text)
        return slots

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[str]:
        return [str(weekday * 4 + time) for weekday, time in weekly.pairs(value or 0)]


class Choices(ma.fields.List[Any]):
    """Several of a StrEnum's words."""

    def __init__(self, kind: type[StrEnum], **options: Any) -> None:
        options.setdefault("load_default", list)
        super().__init__(Choice(kind), **options)


class Codes(ma.fields.List[Any]):
    """Several codes of a vocabulary, as texts; whether they exist is for the action to see."""

    def __init__(self, attribute_name: str, **options: Any) -> None:
        options.setdefault("load_default", list)
        super().__init__(ma.fields.String(), **options)
        self.attribute_name = attribute_name

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        # Some vocabularies have numbers for codes, and no database can be asked for any number.
        return [code for code in super()._deserialize(value, attr, data, **kwargs) if code and _may_exist(code)]

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[str]:
        return [str(getattr(item, self.attribute_name)) for item in value or ()]


def _may_exist(code: str) -> bool:
    return not code.isdigit() or read_id(code) is not None


class FullDate(Text):
    """A day, typed in 和暦 or 西暦; an empty one is None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("load_default", None)
        super().__init__(limit=40, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return parse_full_date(text) if text else None
        except NotADate:
            text = _("日付は「2026年12月5日」「令和8年12月5日」のように、年月日を入力してください。")
            raise ma.ValidationError(text) from None

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return partial_date(value.isoformat()) if value else ""


class Lines(ma.fields.Field[list[str]]):
    """Several texts, one a line."""

    default_error_messages = {"invalid": _l("文字で入力してください。")}

    def __init__(self, *, most: int = 10, limit: int = 300, **options: Any) -> None:
        options.setdefault("load_default", list)
        super().__init__(**options)
        self.most, self.limit = most, limit

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        if not isinstance(value, str | list | tuple | None):
            raise self.make_error("invalid")
        text = value if isinstance(value, str) else "\n".join(map(str, value or ()))
        lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
        if len(lines) > self.most:
            raise ma.ValidationError(_("%(most)d行以内で入力してください。") % {"most": self.most})
        for line in lines:
            self.check(line)
        return lines

    def check(self, line: str) -> None:
        """Refuse a line that cannot be accepted."""
        if len(line) > self.limit:
            raise ma.ValidationError(_("1行は%(limit)d文字以内で入力してください。") % {"limit": self.limit})

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return "\n".join(value or ())


class WebPages(Lines):
    """Web addresses, one a line; only http and https."""

    def check(self, line: str) -> None:
        super().check(line)
        if not re.fullmatch(r"https?://[^\s/<>\"'@]+\.[^\s<>\"']+", line):
            raise ma.ValidationError(
                _("ウェブページは https:// から始まる形で入力してください（%(line)s）。") % {"line": line[:60]}
            )
