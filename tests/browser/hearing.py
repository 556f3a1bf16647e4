"""What staff do for people who have neither mail nor the web: write down what they say, and print what is written to them."""

import re
from collections.abc import Iterable

from playwright.sync_api import Page, expect

from tests.browser.introducing import SKILL, STORY, TITLE, Reachable
from tests.browser.test_joining import read_pdf
from tests.servers.processes import wait_until


def register_group(staff: Page, group: Reachable) -> None:
    """Staff enter a group that has nobody on the web."""
    staff.goto("/groups/new")
    staff.fill("#name", group.name)
    staff.check("input[name=sector][value=citizen]")
    staff.fill("#purpose", "子どもたちに絵本のたのしさを伝える")
    for kind, value in group.items.items():
        name = staff.locator(f"input[type=hidden][value={kind}]").get_attribute("name") or ""
        staff.fill(f"#{name.removesuffix('-kind')}-value", value)
    staff.click("main form button[value=publish]")
    expect(staff.locator("h1")).to_contain_text(group.name)


def come_to_the_counter(staff: Page, group: Reachable) -> int:
    """Staff write down what somebody tells at the counter, and say what is looked for; returns the number of the need."""
    staff.goto("/desk/log?method=visit")
    staff.fill("#caller", group.name)
    staff.fill("#matter", STORY)
    staff.check("input[name=becomes][value=need]")
    staff.click("#quick-log button[type=submit]")
    expect(staff.locator("main")).to_contain_text("書きとめ")
    staff.click("main a:has-text('を開いて、つづける')")
    staff.click("main a:has-text('内容をなおす') >> nth=0")
    staff.fill("#title", TITLE)
    staff.select_option("#skills-0-skill", SKILL)
    staff.fill("#people_wanted", "1")
    staff.click("main form button[type=submit] >> nth=0")
    staff.wait_for_url(re.compile(r"/needs/\d+$"))
    return int(staff.url.rpartition("/")[2])


def printed(staff: Page, case: str, title: str) -> str:
    """What stands on the sheets about a case that wait for the printer and have these words in their title."""
    about = "story" if "/stories/" in case else "introduction"
    subject = f"{about}:{case.rpartition('/')[2]}"
    found: list[str] = []

    def waiting() -> list[str]:
        staff.goto(f"/desk/letters?about={subject}&state=to_print")
        links = staff.locator("main a[href*='/desk/letters/']", has_text=title).all()
        found[:] = [each.get_attribute("href") or "" for each in links]
        return found

    wait_until(waiting, seconds=30, what=f"「{title}」 about {subject}")
    return "\n".join(read_pdf(staff, f"{address}.pdf") for address in found)


def post(staff: Page) -> None:
    """Everything that was printed is in the postbox."""
    staff.goto("/desk/letters/print")
    staff.click("main button:has-text('郵送した')")
    expect(staff.locator("main")).to_contain_text("を「郵送した」にしました")


def is_a_letter(text: str, *words: str) -> None:
    """All of this stands in a letter, wherever its lines break, and whom to call."""
    plain = re.sub(r"\s+", "", text)
    assert [word for word in (*words, "000-0000-0000") if re.sub(r"\s+", "", word) not in plain] == []


def heard_yes(staff: Page, case: str, tick: Iterable[str], *, came: str) -> None:
    """Staff write down a yes that they heard, with what the side lets the other see."""
    staff.goto(case)
    staff.check("input[name=given][value=yes]")
    staff.check(f"input[name=came][value={came}]")
    for label in tick:
        staff.check(f"label:has-text('{label}') input[name=ticked]")
    staff.click("main button:has-text('返事を記録する')")
    expect(staff.locator("main")).to_contain_text("返事を記録しました")


def tell_items(staff: Page, case: str, to: Reachable) -> str:
    """Staff open what one side may be told of the other, to tell it by telephone; returns what stands there."""
    staff.goto(case)
    panel = staff.locator("[aria-labelledby=telling] .mb-panel", has_text=f"「{to.name}」に伝える")
    panel.locator("input[name=told][value=phone]").check()
    panel.locator("button").click()
    expect(panel).to_contain_text("15分たつと")
    return panel.inner_text()


def heard_times(staff: Page, case: str, side: int, *numbers: int) -> None:
    """Staff write down which times suit a side."""
    staff.goto(f"{case}/meeting")
    form = staff.locator("details").nth(side)
    form.locator("summary").click()
    for number in numbers:
        form.locator("input[name=suits]").nth(number).check()
    form.locator("button").click()
    expect(staff.locator("main")).to_contain_text("都合を記録しました")


def heard_how_it_was(staff: Page, case: str, side: str, words: str) -> None:
    """Staff write down what a side says on the telephone after a month."""
    staff.goto(f"{case}/follow-up")
    staff.click("summary:has-text('電話や紙で聞いた返事を入れる')")
    staff.check(f"input[name=side][value={side}]")
    staff.check("input[name=round] >> nth=0")
    staff.check("input[name=came][value=phone]")
    staff.check("input[name=found][value=useful]")
    staff.fill("#words", words)
    staff.fill("#hours", "3")
    staff.check("input[name=may_tell] >> nth=0")
    staff.click("main button:has-text('返事を記録する')")
    expect(staff.locator("main")).to_contain_text("返事を記録しました")


def heard_opinion(staff: Page, side: str) -> None:
    """Staff read the story to a side, who approve of it."""
    staff.click("summary:has-text('電話や紙で聞いた返事を入れる')")
    staff.check(f"input[name=side][value={side}]")
    staff.check("input[name=said][value=approve]")
    staff.check("input[name=came][value=phone]")
    staff.click("main button:has-text('返事を記録する')")
    expect(staff.locator("main")).to_contain_text("返事を記録しました")
