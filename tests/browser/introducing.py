"""The steps of an introduction as each of its people takes them in a browser; what they read is looked over on the way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from icalendar import Calendar
from playwright.sync_api import Page, expect

from kit import jobs
from kit.clock import TOKYO, now, today
from kit.db import Database, session
from kit.holidays import holiday_name
from matching.follow_ups.jobs import DAILY
from matching.introductions.models import Happened
from matching.introductions.moves import Move
from tests.servers.processes import wait_until

STORY = (
    "毎月のおはなし会で、絵本の読み聞かせをしてくれていた方が引っ越しました。かわりに読んでくださる方をさがしています。"
)
SKILL = "study.storytelling"
TITLE = "おはなし会で絵本を読んでくださる方"
OF_THE_GROUP = "050-0000-0881"
PLACE = "市民活動センター 会議室1"


@dataclass(frozen=True, kw_only=True)
class Reachable:
    """Somebody's ways to be reached by their item: what the other side may see of them, and what never."""

    name: str
    items: dict[str, str] = field(default_factory=dict)

    def hidden(self, *shown: str) -> list[str]:
        """Everything but what was ticked."""
        return [value for key, value in self.items.items() if key not in shown]


def without(text: str, words: Iterable[str]) -> None:
    """None of these stands in what somebody reads."""
    assert [word for word in words if word in text] == []


def said(page: Page) -> str:
    """What the page says, all of it."""
    page.wait_for_load_state()
    return page.locator("main").inner_text()


def register_person(staff: Page, person: Reachable) -> None:
    """Staff enter a supporter who reads to children; returns to nobody."""
    staff.goto("/people/new")
    staff.fill("#display_name", person.name)
    staff.fill("#introduction", "図書館で20年、子どもたちに絵本を読んできました。")
    staff.select_option("#skills-0-skill", SKILL)
    staff.check("input[name=findable_by][value=public]")
    for key, value in person.items.items():
        staff.fill(f"#{key}", value)
    staff.click("main form button[value=publish]")
    expect(staff.locator("h1")).to_contain_text(person.name)


def consult(page: Page, asker: Reachable) -> None:
    """Answer one question after the other, and send it."""
    page.goto("/consult")
    page.click("main a:has-text('相談を書きはじめる')")
    page.fill("#story", STORY)
    _next(page)
    page.check("input[name=kind][value=hands]")
    _next(page)
    page.check(f"input[name=skills][value='{SKILL}'] >> nth=0")
    _next(page)
    page.fill("#schedule_note", "毎月第2土曜の午前")
    _next(page)
    page.fill("#people_wanted", "1")
    page.check("input[name=fee][value=expenses]")
    _next(page)
    page.fill("#requester_name", asker.name)
    for key, value in asker.items.items():
        page.fill(f"#{key}", value)
    page.check("#agree")
    _next(page)
    expect(page.locator("h1")).to_contain_text("内容を確かめて送る")
    page.click("main button:has-text('この内容で送る')")
    expect(page.locator("h1")).to_contain_text("相談を受け取りました")


def consult_as_group(page: Page) -> None:
    """By the form of one's own group, on one page."""
    page.goto("/my")
    own = page.locator("main .mb-panel", has=page.locator("a:has-text('困りごとを相談する')"))
    own.filter(has_text="代表").filter(has_not_text="休止").locator("a:has-text('困りごとを相談する') >> nth=0").click()
    page.fill("#story", STORY)
    page.fill("#people_wanted", "1")
    page.fill("#phone", OF_THE_GROUP)
    page.check("#agree")
    page.click("main button:has-text('センターに送る')")
    expect(page.locator("h1")).to_contain_text(STORY[:12])


def _next(page: Page) -> None:
    page.click("main form button[value=next]")


def confirm_by_mail(page: Page, link: str) -> None:
    """It was I who sent it."""
    page.goto(link)
    page.click("main button:has-text('はい、わたしが送りました')")
    expect(page.locator("h1")).to_be_visible()


def accept(staff: Page) -> None:
    """From the desk to the consultation, and the need is open."""
    staff.goto("/desk/queue/consultations")
    staff.click(f"main a:has-text('{STORY[:12]}') >> nth=0")
    staff.fill("#title", TITLE)
    staff.check("input[name=skills-0-weight][value=must]")
    staff.click("main button:has-text('募集をはじめる')")
    staff.wait_for_url(re.compile(r"/needs/\d+$"))
    expect(staff.locator("main")).to_contain_text("募集をはじめました")


def choose(staff: Page, candidate: str) -> str:
    """From the need to the reasons, and the introduction is prepared; returns the address of the case."""
    staff.click("main a:has-text('候補をさがす') >> nth=0")
    item = staff.locator("li.mb-item", has=staff.locator("h3", has_text=candidate))
    expect(item).to_contain_text("相談にとって")
    expect(item).to_contain_text("読み聞かせ・おはなし")
    expect(item.locator("h4", has_text="気になる点")).to_be_visible()
    item.locator("button:has-text('紹介の準備をする')").click()
    staff.wait_for_url(re.compile(r"/desk/introductions/\d+$"))
    return staff.url


def add_by_hand(staff: Page, name: str) -> str:
    """Somebody who does not stand on the list, with the reason; returns the address of the case."""
    staff.click("main a:has-text('候補をさがす') >> nth=0")
    staff.click("main a:has-text('名前でさがす')")
    staff.fill("main form[role=search] input[name=q]", name)
    staff.press("main form[role=search] input[name=q]", "Enter")
    staff.check("input[name=candidate] >> nth=0")
    staff.fill("#words", "去年のおまつりで、子どもたちに本を読んでくださいました。")
    staff.click("main button:has-text('紹介の準備をする')")
    staff.wait_for_url(re.compile(r"/desk/introductions/\d+$"))
    return staff.url


def write(staff: Page, case: str, *, take: bool) -> str:
    """Compose the letter that is due, look at it, send it; returns what it says. ``take``: with the need's own story."""
    staff.goto(case)
    staff.click("main section[aria-labelledby=next] a.mb-button >> nth=0")
    if take:
        staff.click("button[value=take]")
    staff.click("button[value=keep]")
    expect(staff.locator("h1")).to_contain_text("手紙を確かめる")
    staff.wait_for_load_state()
    shown = staff.locator("[aria-labelledby=letter-title]").inner_text()
    staff.click("main form button[type=submit]")
    staff.wait_for_url(case)
    return shown


def say_yes(page: Page, tick: Iterable[str], words: str = "") -> str:
    """Press 会ってみたい, tick what may be shown, send; returns what was read before."""
    read = said(page)
    page.click("main a:has-text('会ってみたい')")
    for label in tick:
        page.check(f"label:has-text('{label}') input[name=ticked]")
    page.fill("#words", words)
    page.click("main button:has-text('と返事をする')")
    expect(page.locator("main")).to_contain_text("お返事を受け取りました")
    return read


def my_turn(page: Page, words: str) -> None:
    """From マイページ to what it asks for; under 紹介 the same waits."""
    page.goto("/my/introductions")
    expect(page.locator("main li", has_text=TITLE).locator("text=お返事待ち")).to_be_visible()
    page.goto("/my")
    page.locator("main", has_text=TITLE).locator(f"a:has-text('{words}') >> nth=0").click()


def own_entry(page: Page) -> str:
    """The name under which who is signed in stands among the people."""
    page.goto("/my")
    return page.locator("main section", has_text="協働サポーターとしての登録").locator("h3").inner_text()


def waits_at_home(page: Page, words: str) -> None:
    """The worker has had its turn: マイページ asks for it."""

    def there() -> bool:
        page.goto("/my")
        return page.locator(f"main a:has-text('{words}')").count() > 0

    wait_until(there, seconds=30, what=words)


def take_on_more(page: Page) -> None:
    """Who is signed in sets their own limits higher."""
    page.goto("/my")
    page.locator("main section", has_text="協働サポーターとしての登録").locator("a:has-text('なおす')").click()
    for limit in ("max_at_once", "max_per_month", "max_per_year"):
        page.fill(f"#{limit}", "20")
    page.click("main button:has-text('保存する') >> nth=0")
    page.wait_for_url(re.compile(r"/people/\d+$"))


def is_used_up(page: Page, link: str) -> None:
    """The link leads to no form any more."""
    page.goto(link)
    assert page.locator("main form button:has-text('送る'), main a:has-text('会ってみたい')").count() == 0
    expect(page.locator("main")).to_contain_text("このリンク")


def look_at_items(page: Page) -> str:
    """Open what the other side shows; returns what stands there."""
    page.click("main button:has-text('連絡先を見る')")
    expect(page.locator("#shown")).to_contain_text("15分たつと")
    page.wait_for_load_state()
    return page.locator("#shown").inner_text()


def working_days(weeks: int) -> list[date]:
    """Two days on which the centre is open, so many weeks from now."""
    days = (today() + timedelta(weeks=weeks, days=number) for number in range(20))
    return [day for day in days if day.weekday() < 5 and not holiday_name(day)][:2]


def offer_times(staff: Page, case: str, *, weeks: int) -> list[date]:
    """Ask both sides about two afternoons; nobody has anything else then."""
    staff.goto(case)
    staff.click("main a:has-text('引き合わせの日時を決める')")
    days = working_days(weeks)
    for place, day in enumerate(days):
        staff.fill(f"#times-{place}-day", f"{day.month}月{day.day}日")
        staff.fill(f"#times-{place}-hours", "14:00〜15:30")
    staff.fill("#place", PLACE)
    staff.click("main button:has-text('双方にたずねる')")
    expect(staff.locator("main")).to_contain_text("双方にたずねました")
    return days


def pick_times(page: Page, *numbers: int) -> None:
    """Tick the times that suit."""
    for number in numbers:
        page.locator("input[name=suits]").nth(number).check()
    page.click("main button:has-text('都合を送る')")
    expect(page.locator("main")).to_contain_text("受け取りました")


def fix(staff: Page, case: str) -> None:
    """Decide for the time that suits both."""
    staff.goto(f"{case}/meeting")
    staff.locator("li.mb-item", has_text="双方とも都合がよい").locator("button:has-text('この日時に決める')").click()
    expect(staff.locator("main")).to_contain_text("決まった日時")


def in_calendar(page: Page, day: date) -> None:
    """The calendar file says the right hour in Japan, and where; nobody's name."""
    address = page.locator("main a:has-text('カレンダーに入れる')").get_attribute("href") or ""
    answer = page.request.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    event = Calendar.from_ical(answer.body()).walk("VEVENT")[0]
    starts, ends = (event[name].dt.astimezone(TOKYO) for name in ("dtstart", "dtend"))
    assert (starts.date(), f"{starts:%H:%M}", f"{ends:%H:%M}") == (day, "14:00", "15:30")
    assert str(event["location"]) == PLACE


def met(staff: Page, case: str) -> None:
    """Write down that they have met."""
    staff.goto(case)
    staff.fill("section[aria-labelledby=next] textarea[name=words]", "会議室で、三人で話しました。")
    staff.click("section[aria-labelledby=next] button[type=submit]")
    expect(staff.locator("main")).to_contain_text("を記録しました")


def months_pass(register: Database, case: str, days: int) -> None:
    """They met so many days ago, and the worker does its daily work."""
    number = int(case.rpartition("/")[2])
    with register.transaction():
        meeting = (Happened.introduction_id == number) & (Happened.move == Move.MEET)
        session.execute(sa.update(Happened).where(meeting).values(at=now() - timedelta(days=days)))
        jobs.leave(DAILY)


def say_how_it_was(page: Page, words: str, found: str = "会えて、役に立った") -> None:
    """One of three, some words, and the story may be told."""
    page.click(f"main a:has-text('{found}')")
    page.fill("#words", words)
    page.fill("#hours", "約3時間")
    page.check("input[name=again][value=yes]")
    page.check("input[name=may_tell] >> nth=0")
    page.click("main button:has-text('送る')")
    expect(page.locator("main")).to_contain_text("お返事を受け取りました")


def end(staff: Page, case: str) -> None:
    """Both have said how it was: the introduction has come to something."""
    staff.goto(case)
    staff.click("main a:has-text('その後・結果・事例')")
    expect(staff.locator("main")).to_contain_text("双方の返事がそろいました")
    assert staff.input_value("#total_hours") == "6"
    staff.check("input[name=result] >> nth=0")
    staff.click("main button:has-text('この紹介を終える')")
    expect(staff.locator("main")).to_contain_text("紹介の結果を記録しました")


def draft_story(staff: Page) -> tuple[int, str]:
    """From the follow-up page to a story that both are asked about; returns its number and its words."""
    staff.click("main button:has-text('事例の下書きをつくる')")
    staff.wait_for_url(re.compile(r"/desk/stories/\d+$"))
    words = staff.input_value("#body") + "\n\nおはなし会は、いまも続いています。"
    staff.fill("#body", words)
    staff.click("main button:has-text('文章を保存する')")
    staff.click("main button:has-text('双方に読んでもらう')")
    expect(staff.locator("main")).to_contain_text("双方のお返事を待っています")
    return int(staff.url.rpartition("/")[2]), words


def approve(page: Page) -> None:
    """These words may be published."""
    page.click("main a:has-text('この文章でよい')")
    page.click("main button:has-text('この返事を送る')")
    expect(page.locator("main")).to_contain_text("受け取りました")


def publish(staff: Page, story: int) -> None:
    """Both have approved."""
    staff.goto(f"/desk/stories/{story}")
    staff.click("main button:has-text('公開する')")
    expect(staff.locator("main")).to_contain_text("公開しています")
