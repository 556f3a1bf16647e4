"""Journeys through the service: with and without scripts, by keyboard, and with impatient fingers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]


def test_a_visitor_without_scripts_searches_narrows_and_reads(open_browser: OpenBrowser) -> None:
    page = open_browser(width=390, script=False)
    page.goto("/")
    page.fill("input[name=q]", "子ども")
    page.click("main .mb-search button")
    assert "/search" in page.url
    page.click(".mb-item__title a >> nth=0")
    expect(page.locator("h1")).to_be_visible()
    page.goto("/groups?field=7")
    first = page.locator(".mb-count__number").inner_text()
    page.goto("/groups")
    assert int(first) < int(page.locator(".mb-count__number").inner_text())


def test_staff_without_scripts_register_a_group_after_a_mistake(open_browser: OpenBrowser) -> None:
    page = open_browser(who="coordinator", script=False)
    page.goto("/groups/new")
    page.fill("#reading", "カタカナのよみ")
    page.fill("#corporate_number", "1234567890123")
    page.click("button[value=publish]")
    expect(page).to_have_title(re.compile("^エラー："))
    expect(page.locator("#corporate_number-error")).to_contain_text("法人番号は13桁")
    assert page.input_value("#reading") == "カタカナのよみ"
    page.fill("#name", "ひだまり文庫の会")
    page.fill("#corporate_number", "")
    page.check("input[name=sector][value=citizen]")
    page.fill("#founded_on", "平成13年4月")
    page.click("button[value=publish]")
    expect(page.locator("h1")).to_contain_text("ひだまり文庫の会")
    expect(page.locator("main")).to_contain_text("2001年4月")
    expect(page.locator("h1")).to_contain_text("かたかなのよみ")


def test_an_impatient_double_click_registers_one_group(open_browser: OpenBrowser) -> None:
    page = open_browser(who="coordinator")
    page.goto("/groups/new")
    page.fill("#name", "せっかちの会")
    page.check("input[name=sector][value=citizen]")
    page.dblclick("button[value=draft]")
    expect(page.locator("h1")).to_contain_text("せっかちの会")
    page.goto("/groups?state=draft")
    assert page.locator("a", has_text=re.compile("^せっかちの会$")).count() == 1


def test_a_mistake_takes_the_reader_to_what_is_wrong(open_browser: OpenBrowser) -> None:
    page = open_browser(who="coordinator")
    page.goto("/needs/new")
    page.fill("#title", "")
    page.click("main form button[type=submit] >> nth=0")
    expect(page.locator("#error-summary")).to_be_focused()
    page.click("#error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.closest('[data-error]') !== null")


def test_the_keyboard_alone_finds_a_group(open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto("/groups")
    page.keyboard.press("Tab")
    expect(page.locator(".mb-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.focus("main input[type=search]")
    page.keyboard.type("会")
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups?q=*")
    page.focus(".mb-item__title a >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/groups/\d+"))


def test_going_back_after_saving_does_not_save_twice(open_browser: OpenBrowser) -> None:
    page = open_browser(who="coordinator")
    page.goto("/groups/1/edit")
    page.fill("#purpose", "一度だけ直しました。")
    page.click("main form .mb-actions button")
    expect(page.locator("main")).to_contain_text("一度だけ直しました。")
    page.go_back()
    page.click("main form .mb-actions button")
    page.wait_for_load_state()
    assert "開いているあいだに" in page.locator("main").inner_text() or page.url.endswith("/groups/1")


def test_the_coordinator_goes_from_the_desk_to_reasons(open_browser: OpenBrowser) -> None:
    page = open_browser(who="coordinator", width=390)
    page.goto("/desk")
    page.click("text=候補をさがす >> nth=0")
    page.wait_for_url("**/suggestions")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).to_contain_text("点")


def test_a_printed_page_leaves_the_menus_out(open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto("/groups/1")
    page.emulate_media(media="print")
    expect(page.locator(".mb-nav")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_the_map_shows_clusters_and_says_so_when_it_cannot(open_browser: OpenBrowser) -> None:
    page = open_browser(script=False)
    page.goto("/groups/map")
    expect(page.locator("[data-map-failed]")).to_be_visible()
    page = open_browser()
    page.goto("/groups/map")
    expect(page.locator(".mb-map__cluster").first).to_be_visible()
    expect(page.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator("[data-map-failed]")).to_be_hidden()
