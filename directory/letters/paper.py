"""Letters on A4 paper, as PDF: the address where window envelopes have their window, a QR code for the link."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import segno
from babel.dates import format_date
from flask import current_app, render_template

from directory.center.queries import center
from directory.letters.access import may_show_link
from kit import pdf
from kit.dates import wareki
from kit.i18n import _, in_language, tokyo
from kit.mail import Letter

STYLE: Final = Path(__file__).parent.parent.parent / "static" / "letter.css"

_PHRASES: Final = re.compile(r"(?<=[：、])")
"""Where a long title may go on in the next line."""


def as_pdf(letters: Sequence[Letter]) -> bytes:
    """The letters as one document, each beginning a page of its own."""
    page = render_template("directory/letters/paper.html", sheets=[_sheet(letter) for letter in letters])
    return pdf.as_pdf(page, STYLE)


def qr_code(address: str) -> str:
    """A QR code as SVG that stands within a page."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, omitsize=True)
    return drawn.getvalue().decode()


def _sheet(letter: Letter) -> dict[str, object]:
    link = letter.link if may_show_link(letter) else ""
    return {
        "letter": letter,
        "title": [phrase for phrase in _PHRASES.split(letter.title) if phrase],
        "paragraphs": [block.split("\n") for block in _blocks(letter, link)],
        "written_on": _day(letter),
        "words": _words(letter),
        "qr": qr_code(link) if link else "",
        "link": link,
    }


def _blocks(letter: Letter, link: str) -> list[str]:
    """The paragraphs; a link that stands by itself is printed beside its QR code instead."""
    blocks = letter.text(link=link).split("\n\n")
    return [block for block in blocks if not link or block.strip() != link]


def _day(letter: Letter) -> str:
    written_on = tokyo(letter.created_at).date()
    return wareki(written_on) if letter.language == "ja" else format_date(written_on, "d MMMM y", locale="en")


def _words(letter: Letter) -> dict[str, str]:
    """What stands around every letter, in its language."""
    ours = center(current_app.extensions["settings"])
    with in_language(letter.language):
        return {
            "name": _("%(name)s 様", name=letter.recipient_name),
            "phone": _("電話 %(phone)s", phone=ours.phone),
            "link": _("スマートフォンのカメラをかざすと、あなただけのページが開きます。"),
            "questions": _("お返事・お問い合わせは、お電話で"),
            "number": _("手紙の番号 %(number)s", number=letter.id),
        }
