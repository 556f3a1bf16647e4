"""Walks through the whole service as somebody: every address, every link and every form, and hands on all that is answered."""

import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

import pypdf
from flask import Flask
from werkzeug.test import TestResponse

from kit import access
from tests.depth import DEEP

LEFT_OUT = ("/static/", "/en", "/healthz", "/readyz")
"""The same pages in English, and what says nothing of the register."""

REFUSALS = (401, 403, 404)
"""Pages that offer the same each time: all are read, but the links of only the first of each are followed."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One thing to ask for."""

    method: str
    address: str
    fields: Fields = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it another question: the page and what is asked of it, but not each of a hundred filters' values."""
        parts = urlsplit(self.address)
        return self.method, parts.path, frozenset(name for name, _value in parse_qsl(parts.query)), bool(self.fields)


class Page(HTMLParser):
    """Links and forms of a page, the forms with the fields that a browser would send."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.questions: list[Question] = []
        self.without_token: list[str] = []
        """Where forms lead that would be refused, because the page has given them no token."""
        self._form: tuple[str, str] | None = None
        self._fields: list[tuple[str, str]] = []
        self._list = self._area = ""

    def form(self) -> dict[str, str | list[str]]:
        """The fields of the page's own form, as they stand there."""
        own = [each for each in self.questions if each.method == "POST" and each.address == self.address]
        fields = next(each.fields for each in own if each.fields)
        together: dict[str, str | list[str]] = {}
        for name, value in fields:
            held = together.get(name)
            together[name] = value if held is None else [*([held] if isinstance(held, str) else held), value]
        return together

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("a", "link", "img", "iframe", "script"):
            self._ask("GET", given.get("href") or given.get("src") or "")
        for name, value in given.items():
            if name.startswith("data-") and value.startswith("/"):
                self._ask("GET", value)
        if tag == "form":
            self._form, self._fields = (given.get("method", "get").upper(), given.get("action", "")), []
        elif tag == "select":
            self._list = given.get("name", "")
        elif tag == "option" and "selected" in given:
            self._fields.append((self._list, given.get("value", "")))
        elif tag in ("input", "textarea", "button") and given.get("name"):
            if tag == "textarea":
                self._area = given["name"]
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self._fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields[-1] = (self._area, data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form" and self._form:
            method, action = self._form
            fields = tuple((name, value) for name, value in self._fields if name != "csrf_token")
            if method == "GET":
                self._ask("GET", f"{action or self.address}?{urlencode(fields)}")
            else:
                if "csrf_token" not in dict(self._fields):
                    self.without_token.append(action or self.address)
                if DEEP:  # asked after the other: what is asked last waits on top
                    self._ask("POST", action or self.address)
                self._ask("POST", action or self.address, fields)
            self._form = None

    def _ask(self, method: str, address: str, fields: Fields = ()) -> None:
        whole = urlsplit(urljoin(self.address, address))
        if address and whole.scheme in ("", "http", "https") and whole.netloc in ("", "localhost"):
            self.questions.append(Question(method, whole.path + (f"?{whole.query}" if whole.query else ""), fields))


_DOING = re.compile(
    r"""<(?:textarea\b.*?</textarea>
      | /?(?:form|select|a|link|img|iframe|script|option|input|button)\b(?:[^<>"']|"[^"]*"|'[^']*')*>
      | [a-z][a-z0-9]*\b(?=[^<>]*\sdata-[a-z-]+="/)(?:[^<>"']|"[^"]*"|'[^']*')*>)""",
    re.VERBOSE | re.DOTALL,
)


def what_can_be_done(html: str) -> str:
    """The links and forms of a page without the words around them, which take the parser longest."""
    return "".join(_DOING.findall(html))


@dataclass
class Crawler:
    """``ask`` puts a question as somebody; ``answered`` hears of every answer, as readable text."""

    ask: Callable[[Question], TestResponse]
    answered: Callable[[Question, str], None]
    seen: set[tuple[object, ...]] = field(default_factory=set)
    failures: list[tuple[str, str, int]] = field(default_factory=list)
    _refusals: set[int] = field(default_factory=set)

    def walk(self, start: Iterator[Question]) -> None:
        """From these questions to everything that can be reached."""
        waiting = list(start)
        while waiting:
            question = waiting.pop()
            if question.key in self.seen or question.address.startswith(LEFT_OUT):
                continue
            self.seen.add(question.key)
            answer = self.ask(question)
            if answer.status_code >= 500 and question.address != "/readyz":
                self.failures.append((question.method, question.address, answer.status_code))
            self.answered(question, headers_in_words(answer) + body_in_words(answer))
            if answer.location:
                waiting.append(Question("GET", _path(answer.location)))
            if answer.mimetype == "text/html" and answer.status_code not in self._refusals:
                if answer.status_code in REFUSALS:
                    self._refusals.add(answer.status_code)
                page = Page(question.address)
                page.feed(what_can_be_done(answer.text))
                waiting += page.questions
                self.failures += [
                    ("POST", f"{question.address}: no token for {action}", 400) for action in page.without_token
                ]
            answer.close()


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def headers_in_words(answer: TestResponse) -> str:
    """The headers as their reader understands them; what a session cookie holds is added by who can read it."""
    return "\n".join(f"{name}: {unquote(value)}" for name, value in answer.headers.items())


def body_in_words(answer: TestResponse) -> str:
    """What an answer says, unpacked and read out of a PDF too."""
    if answer.mimetype == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            return "\n".join(name + packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if answer.mimetype == "application/pdf" and b"endobj" in answer.data:
        reader = pypdf.PdfReader(io.BytesIO(answer.data))
        return "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if answer.is_json:
        return str(answer.json)
    text = answer.data.decode("utf-8", "replace")
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", text)


def every_address(app: Flask, ids: dict[str, list[object]]) -> Iterator[Question]:
    """Every address of the service with every thing that there is for it."""
    for methods, address, _endpoint, _gate in access.gates(app):
        names = re.findall(r"<(?:[^:>]+:)?(\w+)>", address)
        for values in itertools.product(*(ids.get(name, ["x"]) for name in names)):
            filled = address
            for value in values:
                filled = re.sub(r"<[^>]+>", str(value), filled, count=1)
            for method in methods.split():
                yield Question(method, filled)
