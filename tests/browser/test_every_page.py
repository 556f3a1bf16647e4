"""Every page in a real browser: accessible, quiet, no wider than the screen, with targets a thumb can hit.

The pages are those of docs/access.md, asked of the application itself, so that a new page is looked at from its first day.
Each is opened as whoever it is for, in Japanese and English, on the narrowest telephone; the window is then drawn to the
width of a desk and looked at again. What takes longest is not done four times: axe is asked on the telephone in Japanese, for
structure and colours are those of every width and language; ``make test-deep`` asks it each time. Colours are not compared
again for a text that looks like one that has been: see ``colours.js``.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app import create_app
from kit.access import Gate, Level, gates
from kit.settings import Settings
from tests.browser import things
from tests.cast import Cast
from tests.depth import DEEP
from tests.things import Things

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]

NARROW, WIDE = 320, 1280
NAMES = {
    "visitor": "",
    "member": "member",
    "editor": "group",
    "person": "person",
    "coordinator": "coordinator",
    "admin": "admin",
}

NOT_PAGES = re.compile(
    r"/api/v1/|/static/|/healthz|/readyz|\.(jsonl?|pdf|csv|zip|ics)$|/search/suggest|/desk/log/names|/documents/<"
)
LEADS_ELSEWHERE = {
    "availability.mine",
    "consultations.check",
    "staff_sign_in.start",
    "staff_sign_in.back",
    "second_factor.ask",
}
"""The city's sign-in, which is not set here, and the question for a code, which is asked below."""

ALSO: dict[str, tuple[str, ...]] = {
    "groups.show": ("editor", "coordinator"),
    "people.show": ("person", "coordinator"),
    "needs.show": ("editor", "coordinator"),
    "history.of_group": ("coordinator",),
    "corrections.of_group": ("coordinator",),
    "memberships.index": ("coordinator",),
    "consents.of_person": ("coordinator",),
    "confirmations.form": ("coordinator",),
    "registrations.tasks": ("coordinator",),
    "handing_in.show": ("coordinator",),
    "my.show": ("member", "person", "coordinator"),
    "registrations.start": ("member",),
    "person_registration.show": ("member",),
    "consents.mine": ("person",),
    "deletions.mine": ("person",),
    "home.show": ("member", "coordinator"),
}
"""Who sees a page of their own under the same address."""

FOR_PEOPLE = {
    "memberships.invitation",
    "sides.mine",
    "follow_ups.mine",
    "own_stories.show",
    "person_registration.show",
    "person_registration.confirm",
}
WITH_QUESTIONS = {
    "visitor": ["/groups?q=川", "/groups?q=ないことば&day=5", "/search?q=子ども", "/search?q=ないことば", "/nothing-here"],
    "coordinator": ["/desk/search?q=川", "/groups?state=paused"],
}  # fmt: skip

# Links in running text, what stands inside a label (whose whole area can be pressed), and what nobody is to find may be
# smaller.
SMALL_TARGETS = """
() => [...document.querySelectorAll('main a, main button, main select, main input:not([type=hidden])')].filter(e => {
  if (e.closest('p, dd, dt, td, th, li.mb-item, label, .leaflet-container, h1, h2, h3, li:not([class]), [aria-hidden=true]'))
    return false;
  const r = e.getBoundingClientRect();
  return r.width > 0 && r.height > 0 && r.height < 43.5;
}).map(e => e.outerHTML.slice(0, 120))
"""
COLOURS = (Path(__file__).parent / "colours.js").read_text()
LOOK = f"""
async ([compared, tried]) => {{
  await document.fonts.ready;
  const small = ({SMALL_TARGETS})();
  const others = {{'color-contrast': {{enabled: false}}, 'link-in-text-block': {{enabled: false}}}};
  const nothing = {{violations: [], compared: []}};
  const found = tried ? await axe.run({{resultTypes: ['violations'], rules: others}}) : nothing;
  const colours = tried ? await ({COLOURS})(compared) : nothing;
  const root = document.documentElement;
  return {{
    small,
    violations: [...found.violations, ...colours.violations].map(rule => `${{rule.id}}: ${{rule.nodes[0].html.slice(0, 150)}}`),
    compared: colours.compared,
    too_wide: root.scrollWidth > root.clientWidth,
    filled: [...document.querySelectorAll('main [data-style=filled]')].filter(e => e.getClientRects().length).length,
  }};
}}
"""
COMPARED: set[str] = set()
"""Looks of text that have been compared with what is behind them, on whatever page."""


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("who", NAMES)
def test_every_page_is_accessible_quiet_and_fits(
    who: str, language: str, open_browser: OpenBrowser, data_dir: Path
) -> None:
    axe = DEEP or not language
    page = open_browser(width=NARROW, who=NAMES[who], axe=axe)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    found: dict[str, list[str]] = {}
    for address in addresses_for(who, data_dir):
        if problems := look(page, language + address, axe=axe):
            found[language + address] = problems
    assert found == {}
    assert [text for text in said if "/nothing-here" not in text] == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_question_for_a_code_is_a_page_like_the_others(language: str, open_browser: OpenBrowser) -> None:
    page = open_browser(width=NARROW, axe=True)
    page.goto(f"{language}/login")
    page.fill("#email", things.CAREFUL)
    page.fill("#password", things.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/login/code")
    assert problems_of(page) == []


def addresses_for(who: str, data_dir: Path) -> Iterator[str]:
    """All pages that are for this role, each with a thing that the role may see."""
    cast, put = things.read(data_dir)
    for address, endpoint, gate in pages(data_dir):
        if who in {usual_reader(address, endpoint, gate), *ALSO.get(endpoint, ())}:
            own = Things(**{**vars(put), "values": {**put.values, **seen_by(who, cast, put, address)}})
            yield own.fill(address, endpoint)
    yield from WITH_QUESTIONS.get(who, [])


def pages(data_dir: Path) -> list[tuple[str, str, Gate]]:
    """Address, endpoint and gate of every page."""
    app = create_app(Settings(data_dir=data_dir, secret_key="tests"))
    app.database.engine.dispose()
    return [
        (address, endpoint, gate)
        for methods, address, endpoint, gate in gates(app)
        if gate and "GET" in methods.split() and not NOT_PAGES.search(address) and endpoint not in LEADS_ELSEWHERE
    ]


def usual_reader(address: str, endpoint: str, gate: Gate) -> str:
    """For whom a page is made in the first place."""
    if gate.level is not Level.MEMBERS:
        return {Level.EVERYONE: "visitor", Level.COORDINATORS: "coordinator", Level.ADMINS: "admin"}[gate.level]
    if endpoint == "claims.new":
        return "member"
    return "person" if address.startswith("/people/") or endpoint in FOR_PEOPLE else "editor"


def seen_by(who: str, cast: Cast, put: Things, address: str) -> dict[str, object]:
    """A visitor is shown what is open to all; where a kind of record has to be named, people are asked about people."""
    if who == "visitor":
        return {"group_id": cast.river, "person_id": cast.accountant, "need_id": put.values["open_need"]}
    if who == "person" and "<any(groups, people):kind>" in address:
        return {"kind": "people", "record_id": cast.quiet}
    return {}


def look(page: Page, address: str, *, axe: bool) -> list[str]:
    """What is wrong with a page, on the narrow screen and on the wide one."""
    page.set_viewport_size({"width": NARROW, "height": 900})
    answer = page.goto(address)
    expected = 404 if address.endswith("/nothing-here") else 200
    if answer is None or answer.status != expected:
        return [f"answers {answer and answer.status}"]
    if answer.request.redirected_from:
        return [f"leads to {page.url}"]
    problems = problems_of(page, axe=axe)
    page.set_viewport_size({"width": WIDE, "height": 900})
    return problems + [f"at {WIDE}: {problem}" for problem in problems_of(page, axe=DEEP)]


def problems_of(page: Page, *, axe: bool = True) -> list[str]:
    """What is wrong with what is shown; axe has to have been asked for when the browser was opened."""
    seen = page.evaluate(LOOK, [sorted(COMPARED), axe])
    COMPARED.update(seen["compared"])
    problems: list[str] = seen["violations"]
    if seen["too_wide"]:
        problems.append("wider than the screen")
    if seen["filled"] > 1:
        problems.append("more than one filled button: what is to be done first?")
    return problems + [f"small target: {target}" for target in seen["small"]]
