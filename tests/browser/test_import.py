"""A coordinator brings in a list on the pages: every step accessible, on a narrow screen, and taken back at the end."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import problems_of

pytestmark = pytest.mark.browser

LIST = "団体名,ふりがな,電話番号,謎の列\nはなみずきの会,はなみずきのかい,050-0000-0002,x\n,なまえなし,,y\n"


@pytest.mark.parametrize(("language", "width"), [("", 320), ("/en", 1280)])
def test_a_list_comes_in_and_goes_again(
    language: str, width: int, open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    file = tmp_path / f"名簿{width}.csv"
    file.write_text(LIST, encoding="cp932")
    page = open_browser(width=width, who="coordinator", axe=True)
    found: dict[str, list[str]] = {}

    def look(step: str) -> None:
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/import-{step}-{width}.png", full_page=True)
        if problems := problems_of(page):
            found[step] = problems

    page.goto(f"{language}/desk/imports")
    page.check("input[name=kind][value=groups]")
    page.set_input_files("input[type=file]", file)
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("謎の列")
    look("columns")
    page.click("main form button[type=submit]")
    expect(page.locator("main form[action$='/start']")).to_be_visible(timeout=20_000)
    look("checked")
    page.check("main input[name=activate]")
    page.click("main form[action$='/start'] button")
    expect(page.locator("main form[action$='/undo']")).to_be_visible(timeout=20_000)
    look("done")
    page.click("main form[action$='/undo'] button")
    expect(page.locator("main progress")).to_have_count(0, timeout=20_000)
    expect(page.locator("main form[action$='/undo']")).to_have_count(0)
    look("undone")
    assert found == {}
