"""A visitor's browser over real HTTP: cookies, forms, and a network address of its own on loopback."""

import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Answer:
    """Status and text of an answer."""

    status: int
    text: str


@dataclass
class Browser:
    """One visitor; follows no redirect, so that every status is seen. ``place`` is an address of 127.0.0.0/8."""

    port: int
    place: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", address, None)

    def post(self, address: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form."""
        return self._ask("POST", address, urlencode(fields))

    def sign_in(self, email: str, password: str) -> Answer:
        """Fill in and send the sign-in form."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/login").text)
        assert token
        return self.post("/login", [("csrf_token", token[1]), ("email", email), ("password", password)])

    def answers(self) -> bool:
        """Whether the service is there and fit to serve."""
        try:
            return self.get("/healthz").status == 200 and self.get("/readyz").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def _ask(self, method: str, address: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.place, 0))
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or ():
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return Answer(answer.status, answer.read().decode())
        finally:
            connection.close()


def fields_of_form(page: str, action: str) -> list[tuple[str, str]]:
    """What a browser would send for the form with this action, left as it is."""
    forms = html5lib.parse(page).iter(f"{XHTML}form")
    form = next(form for form in forms if form.get("action", "").endswith(action))
    sent: list[tuple[str, str]] = []
    for part in form.iter():
        name, kind = part.get("name"), part.tag.removeprefix(XHTML)
        if not name:
            continue
        if kind == "textarea":
            sent.append((name, (part.text or "").removeprefix("\n")))
        elif kind == "select":
            sent += [(name, _value(option)) for option in part.iter(f"{XHTML}option") if "selected" in option.attrib]
        elif kind == "input" and (part.get("type") not in ("checkbox", "radio") or "checked" in part.attrib):
            sent.append((name, part.get("value", "")))
    return sent


def _value(option: Any) -> str:
    return option.get("value") if "value" in option.attrib else option.text or ""
