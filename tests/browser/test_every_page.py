"""Every page in a real browser: accessible, quiet, no wider than the screen, with targets a thumb can hit."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]

PUBLIC = [
    "/", "/start", "/menu", "/accessibility", "/login", "/login/link", "/signup", "/sent/signup",
    "/forgot", "/groups", "/groups?q=川", "/groups?q=ないことば&day=5", "/groups/map",
    "/groups/1", "/people", "/people/1", "/needs", "/search?q=子ども", "/search?q=ないことば", "/api/docs", "/nothing-here",
]  # fmt: skip
STAFF = [
    "/desk", "/desk/log", "/desk/log/entries", "/desk/search?q=川", "/desk/imports", "/desk/letters", "/desk/letters/print",
    "/desk/confirmations", "/desk/registrations", "/desk/registrations/new", "/desk/claims", "/desk/corrections", "/desk/deletions",
    "/groups/new", "/groups/1", "/groups/1/edit", "/groups/1/history", "/groups/1/members", "/groups/1/preview",
    "/groups/1/confirmation", "/groups/1/consents", "/groups/1/correction", "/people/new", "/people/1/edit", "/people/1/history",
    "/people/1/consents", "/people/1/data", "/people/1/preview", "/needs/new", "/needs/1", "/needs/1/edit", "/needs/1/suggestions",
    "/my", "/my/account", "/my/account/name", "/my/account/password", "/my/account/email", "/my/account/delete",
    "/my/account/second-factor", "/my/account/tokens/new", "/my/consents", "/my/data", "/my/register", "/my/register/person",
]  # fmt: skip

# Links in running text, and what stands inside a label (whose whole area can be pressed), may be smaller.
SMALL_TARGETS = """
() => [...document.querySelectorAll('main a, main button, main select, main input:not([type=hidden])')].filter(e => {
  if (e.closest('p, dd, dt, td, th, li.mb-item, label, .leaflet-container, h1, h2, h3, li:not([class])')) return false;
  const r = e.getBoundingClientRect();
  return r.width > 0 && r.height > 0 && r.height < 43.5;
}).map(e => e.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("who", ["", "coordinator"])
def test_every_page_is_accessible_quiet_and_fits(
    who: str, language: str, width: int, open_browser: OpenBrowser
) -> None:
    page = open_browser(width=width, who=who)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    found: dict[str, object] = {}
    for address in STAFF if who else PUBLIC:
        page.goto(language + address)
        problems = problems_of(page)
        if problems:
            found[language + address] = problems
    assert found == {}
    assert [text for text in said if "404 (NOT FOUND)" not in text] == []


def problems_of(page: Page) -> list[str]:
    page.wait_for_function("document.fonts.status === 'loaded'")
    violations = Axe().run(page).response["violations"]
    problems = [f"{rule['id']}: {rule['nodes'][0]['html'][:150]}" for rule in violations]
    if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
        problems.append("wider than the screen")
    return problems + [f"small target: {target}" for target in page.evaluate(SMALL_TARGETS)]
