"""From a need to an introduction that came to something: by mail and telephone screen, and on paper alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kit.db import Database
from tests.browser import hearing
from tests.browser import introducing as steps
from tests.browser.introducing import TITLE, Reachable, said, without
from tests.browser.test_joining import letter, link_in, read_pdf
from tests.receiver import Receiver

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]
PHONE, DESK = 390, 1280


@pytest.mark.parametrize(("staff_width", "width"), [(DESK, PHONE), pytest.param(PHONE, DESK, marks=pytest.mark.deep)])
def test_from_a_need_to_a_story_and_back(
    staff_width: int, width: int, open_browser: OpenBrowser, site: str, post_office: Receiver, register: Database
) -> None:
    staff = open_browser(width=staff_width, who="coordinator")
    candidate, asker, visitor = (open_browser(width=width) for _each in range(3))
    reader = Reachable(
        name=f"読み手 {width}",
        items={
            "legal_name": f"日向 みつえ{width}", "phone": f"050-0000-0{width % 1000:03}", "email": f"reader{width}@example.jp",
            "address": f"むすび市南町{width}番地",
        },
    )  # fmt: skip
    asked_by = {"phone": f"050-0000-1{width % 1000:03}", "email": f"asker{width}@example.jp"}
    group = Reachable(name=f"おはなし会{width}", items=asked_by)

    def post(to: Reachable, title: str) -> str:
        return letter(post_office, to.items["email"], title)

    steps.register_person(staff, reader)
    steps.consult(asker, group)
    steps.confirm_by_mail(asker, link_in(post(group, "ご相談"), site))
    steps.accept(staff)

    case = steps.choose(staff, reader.name)
    steps.write(staff, case, take=True)
    enquiry = post(reader, "お探しの方がいます")
    without(enquiry, [group.name, *group.items.values()])
    answer_link = link_in(enquiry, site)
    candidate.goto(answer_link)
    without(steps.say_yes(candidate, ["電話"], "土曜の午前なら"), [group.name, *group.items.values()])
    steps.is_used_up(candidate, answer_link)

    steps.write(staff, case, take=False)
    question = post(group, "会ってみたいという方がいます")
    without(question, [reader.name, *reader.items.values()])
    asker_link = link_in(question, site)
    asker.goto(asker_link)
    without(steps.say_yes(asker, ["メール"]), reader.items.values())
    steps.is_used_up(asker, asker_link)

    agreed = {each.name: post(each, "どちらも「会ってみたい」") for each in (reader, group)}
    without(agreed[reader.name], group.items.values())
    without(agreed[group.name], [reader.name, *reader.items.values()])
    candidate.goto(link_in(agreed[reader.name], site))
    asker.goto(link_in(agreed[group.name], site))
    assert reader.items["phone"] not in said(asker), "not before the button is pressed"
    assert reader.items["phone"] in steps.look_at_items(asker)
    without(asker.content(), reader.hidden("phone"))
    assert group.items["email"] in steps.look_at_items(candidate)
    without(candidate.content(), group.hidden("email"))
    expect(candidate.locator("main")).to_contain_text("相手の方が、あなたの「電話」を見ました。")
    expect(asker.locator("main")).to_contain_text("あなたが、相手の方の「電話」を見ました。")
    asker.reload()
    expect(asker.locator("main")).to_contain_text("相手の方が、あなたの「メール」を見ました。")

    days = steps.offer_times(staff, case, weeks=2 if width == PHONE else 3)
    for page, who, numbers in ((candidate, reader, (0, 1)), (asker, group, (1,))):
        page.goto(link_in(post(who, "お会いする日時をおえらびください"), site))
        steps.pick_times(page, *numbers)
    steps.fix(staff, case)
    for page, who in ((candidate, reader), (asker, group)):
        page.goto(link_in(post(who, "お会いする日時が決まりました"), site))
        steps.in_calendar(page, days[1])
    steps.in_calendar(staff, days[1])

    steps.met(staff, case)
    steps.months_pass(register, case, 32)
    for page, who in ((candidate, reader), (asker, group)):
        page.goto(link_in(post(who, "その後いかがですか"), site))
        steps.say_how_it_was(page, f"{TITLE}が見つかりました。")
    steps.end(staff, case)

    story, words = steps.draft_story(staff)
    without(words, [reader.name, group.name, *reader.items.values()])
    assert visitor.goto(f"/stories/{story}").status == 404
    for page, who in ((candidate, reader), (asker, group)):
        page.goto(link_in(post(who, "事例の文章を読んで"), site))
        steps.approve(page)
    steps.publish(staff, story)
    visitor.goto("/stories")
    visitor.click(f"main a:has-text('{TITLE}') >> nth=0")
    shown = said(visitor)
    assert [line for line in words.split("\n") if line.strip() and line.strip() not in shown] == []
    withdrawing = post(reader, "事例を公開しました").rpartition(f"{site}/story-withdrawal/")[2].split()[0]
    candidate.goto(f"/story-withdrawal/{withdrawing}")
    candidate.click("main button:has-text('この事例を取り下げる')")
    expect(candidate.locator("main")).to_contain_text("もう、だれからも見えません。")
    assert visitor.reload().status == 404
    visitor.goto("/stories")
    assert visitor.locator(f"main a[href$='/stories/{story}']").count() == 0

    first = {each.name: link_in(post(each, "その後いかがですか"), site) for each in (reader, group)}
    post_office.received.clear()
    steps.months_pass(register, case, 93)
    for page, who, other in ((candidate, reader, group), (asker, group, reader)):
        asked = post(who, "その後いかがですか")
        assert "3か月ほど" in asked
        without(asked, [other.name, *other.items.values()])
        steps.is_used_up(page, first[who.name])
        page.goto(link_in(asked, site))
        steps.say_how_it_was(page, "いまも毎月、来てくださっています。")
    staff.goto(f"{case}/follow-up")
    expect(staff.locator("main h3", has_text="3か月後")).to_have_count(2)


def test_the_same_signed_in(open_browser: OpenBrowser, register: Database) -> None:
    staff = open_browser(who="coordinator")
    candidate, asker = open_browser(width=PHONE, who="supporter"), open_browser(width=PHONE, who="group")
    stranger = open_browser(width=PHONE, who="member")
    supporter = steps.own_entry(candidate)
    steps.consult_as_group(asker)
    steps.accept(staff)
    case = steps.add_by_hand(staff, supporter)
    expect(staff.locator("main")).to_contain_text(
        "打診の前に確かめてください"
    )  # who has enough is said before anything is written
    steps.take_on_more(candidate)
    staff.goto(case)
    expect(staff.locator("main")).not_to_contain_text("打診の前に確かめてください")
    mine = f"/my/introductions/{case.rpartition('/')[2]}"
    assert [page.goto(mine).status for page in (candidate, asker, stranger)] == [404, 404, 404]

    steps.write(staff, case, take=True)
    steps.my_turn(candidate, "読んで返事をする")
    steps.say_yes(candidate, ["メール"])
    assert [page.goto(mine).status for page in (asker, stranger)] == [404, 404]
    steps.write(staff, case, take=False)
    steps.my_turn(asker, "読んで返事をする")
    steps.say_yes(asker, [steps.OF_THE_GROUP[-4:]])  # the one given with the need, whatever the entry has
    assert stranger.goto(mine).status == 404
    candidate.goto(mine)
    assert steps.OF_THE_GROUP in steps.look_at_items(candidate)
    assert "@example.jp" in steps.look_at_items(asker)
    expect(asker.locator("main")).to_contain_text("相手の方が、あなたの「電話」を見ました。")

    days = steps.offer_times(staff, case, weeks=5)
    for page in (candidate, asker):
        steps.my_turn(page, "都合のよい日時をえらぶ")
        steps.pick_times(page, 1)
        page.goto("/my")
        assert page.locator("main a:has-text('都合のよい日時をえらぶ')").count() == 0
    steps.fix(staff, case)
    for page in (candidate, asker):
        page.goto(mine)
        steps.in_calendar(page, days[1])
    steps.met(staff, case)
    for days_since, after in ((32, "1か月後"), (93, "3か月後")):
        steps.months_pass(register, case, days_since)
        for page in (candidate, asker):
            steps.waits_at_home(page, "その後を答える")
            steps.my_turn(page, "その後を答える")
            steps.say_how_it_was(page, f"{after}のことば。")
            expect(page.locator("#after")).to_contain_text(f"{after}のお返事")
    assert stranger.goto(f"{mine}/after").status == 404
    steps.end(staff, case)
    story, _words = steps.draft_story(staff)
    for page in (candidate, asker):
        page.goto("/my")
        page.locator("main li.mb-item", has_text="文章を読んで、お返事ください").locator("a").click()
        steps.approve(page)
    steps.publish(staff, story)
    asker.goto(f"/my/stories/{story}")
    asker.click("main button:has-text('この事例を取り下げる')")
    assert stranger.goto(f"/stories/{story}").status == 404


def test_the_same_on_paper_alone(open_browser: OpenBrowser, register: Database) -> None:
    staff, visitor = open_browser(who="coordinator"), open_browser(width=PHONE)
    reader = Reachable(
        name="紙の 読み手", items={"legal_name": "山野 はる", "phone": "050-0000-0771", "address": "むすび市北町1番地"}
    )
    group = Reachable(
        name="かみしばいの会",
        items={"representative": "川辺 みのる", "phone": "050-0000-0772", "postal": "むすび市中央一丁目2番3号"},
    )
    steps.register_person(staff, reader)
    hearing.register_group(staff, group)
    hearing.come_to_the_counter(staff, group)

    case = steps.choose(staff, reader.name)
    steps.write(staff, case, take=True)
    enquiry = hearing.printed(staff, case, "お探しの方がいます")
    hearing.post(staff)
    hearing.is_a_letter(enquiry, reader.items["address"], "山野 はる", "会ってみたい", "お電話")
    without(enquiry, [group.name, *group.items.values()])
    hearing.heard_yes(staff, case, ["電話"], came="phone")
    steps.write(staff, case, take=False)
    question = hearing.printed(staff, case, "会ってみたいという方がいます")
    hearing.is_a_letter(question, group.items["postal"], "川辺 みのる", "会ってみたい", "お電話")
    without(question, [reader.name, *reader.items.values()])
    hearing.heard_yes(staff, case, ["電話"], came="letter")

    agreed = hearing.printed(staff, case, "どちらも「会ってみたい」")
    without(agreed, [reader.items["phone"], group.items["phone"]])
    told = hearing.tell_items(staff, case, group)
    assert reader.items["phone"] in told
    without(told, [*reader.hidden("phone"), *group.items.values()])
    assert group.items["phone"] in hearing.tell_items(staff, case, reader)
    expect(staff.locator("table", has_text="同意文")).to_contain_text(f"{reader.name}：電話")
    expect(staff.locator("table", has_text="同意文")).to_contain_text(f"{group.name}：電話")

    days = steps.offer_times(staff, case, weeks=4)
    asked = hearing.printed(staff, case, "お会いする日時をおえらびください")
    hearing.is_a_letter(asked, f"□ {days[0].year}年{days[0].month}月{days[0].day}日", "お電話")
    hearing.heard_times(staff, case, 0, 0, 1)
    hearing.heard_times(staff, case, 1, 1)
    steps.fix(staff, case)
    fixed = hearing.printed(staff, case, "お会いする日時が決まりました")
    hearing.is_a_letter(fixed, f"{days[1].year}年{days[1].month}月{days[1].day}日", steps.PLACE)
    hearing.is_a_letter(read_pdf(staff, f"{case}/meeting/letter.pdf"), "紹介状", reader.name, group.name)

    steps.met(staff, case)
    steps.months_pass(register, case, 32)
    hearing.is_a_letter(hearing.printed(staff, case, "その後いかがですか"), "会えて、役に立った", "お電話")
    for side in ("candidate", "requester"):
        hearing.heard_how_it_was(staff, case, side, "子どもたちがよろこびました。")
    steps.end(staff, case)
    story, words = steps.draft_story(staff)
    hearing.is_a_letter(
        hearing.printed(staff, f"/desk/stories/{story}", "事例の文章を読んで"), "この文章でよい", "お電話"
    )
    staff.goto(f"/desk/stories/{story}")
    for side in ("candidate", "requester"):
        hearing.heard_opinion(staff, side)
    steps.publish(staff, story)
    assert visitor.goto(f"/stories/{story}").status == 200
    assert words.split("\n")[0] in said(visitor)
    staff.goto(f"/desk/stories/{story}")
    staff.click("main button:has-text('公開をやめる')")
    assert visitor.reload().status == 404
