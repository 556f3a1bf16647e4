"""What every template may use to show dates, slots and labels."""

from collections.abc import Iterable
from datetime import date, datetime

from babel.dates import format_date
from flask import Flask
from markupsafe import Markup, escape

from kit import dates, slots
from kit.i18n import locale, tokyo
from kit.labels import label
from kit.phones import find_phones


def day(value: date | datetime | None) -> str:
    """A date with its weekday in the visitor's language."""
    if value is None:
        return ""
    moment = tokyo(value).date() if isinstance(value, datetime) else value
    return dates.full_date(moment) if locale() == "ja" else format_date(moment, "EEE, d MMMM y", locale="en")


def moment(value: datetime | None) -> str:
    """A day with its time in Japan, short enough for a table."""
    return tokyo(value).strftime("%Y-%m-%d %H:%M") if value else ""


def month(value: date | None) -> str:
    """A month in the visitor's language, for "last confirmed"."""
    if value is None:
        return ""
    return f"{value.year}年{value.month}月" if locale() == "ja" else format_date(value, "MMMM y", locale="en")


def phone_links(text: str) -> Markup:
    """A text in which every telephone number can be pressed to call it, however it is written."""
    shown, left = Markup(), text
    for phone in find_phones(text)[0]:
        before, _number, left = left.partition(phone.shown)
        shown += escape(before) + Markup('<a href="tel:{}">{}</a>').format(phone.digits, phone.shown)
    return shown + escape(left)


def own_name(entry: object) -> str:
    """Name of a vocabulary entry in the visitor's language: its short or plain name, or its English one."""
    if locale() == "en" and (english := getattr(entry, "name_en", "")):
        return str(english)
    return str(getattr(entry, "short_name", "") or getattr(entry, "name", ""))


def options(entries: Iterable[object], key: str) -> list[tuple[str, str]]:
    """(key, name) of vocabulary entries, for a list to choose from."""
    return [(str(getattr(entry, key)), own_name(entry)) for entry in entries]


def install(app: Flask) -> None:
    """Make the filters known to templates."""
    app.jinja_env.filters.update(
        day=day, moment=moment, month=month, label=label, slots=slots.words, partial_date=dates.partial_date
    )
    app.jinja_env.filters.update(own_name=own_name, options=options, phone_links=phone_links)
