"""Printed pages: HTML and a stylesheet → PDF."""

from pathlib import Path
from typing import NoReturn


def as_pdf(page: str, stylesheet: Path) -> bytes:
    """The page laid out by this stylesheet. What it says is text: nothing in it can fetch a file or an address.

    Raises:
        ValueError: the page wants something from outside.
    """
    # Loaded when something is printed: it takes half of the time in which a command starts.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=stylesheet.read_text(encoding="utf-8"), font_config=fonts)
    document: bytes = HTML(string=page, url_fetcher=_refuse).write_pdf(stylesheets=[style], font_config=fonts)
    return document


def _refuse(url: str, *_args: object, **_options: object) -> NoReturn:
    raise ValueError(f"a printed page fetches nothing, not even {url[:40]}")
