"""How a group comes into the register and stays right: by its own telephone, from paper, and through years of letters."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
import sqlalchemy as sa
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from weasyprint import HTML

from directory.confirmations.jobs import DAILY
from directory.groups.models import Group
from kit import jobs
from kit.clock import today
from kit.db import Database, session
from tests.receiver import Receiver
from tests.servers.processes import wait_until

pytestmark = pytest.mark.browser

OpenBrowser = Callable[..., Page]
PHONE, DESK = 390, 1280


def test_a_group_joins_by_telephone_and_is_asked_every_year(
    open_browser: OpenBrowser, site: str, post_office: Receiver, register: Database, tmp_path: Path
) -> None:
    applicant, staff, visitor = open_browser(width=PHONE), open_browser(who="coordinator"), open_browser(width=PHONE)
    sign_up(applicant, post_office, site, name="川辺 すみれ", email="sumire@example.jp")
    group = begin(applicant, "すみれ読み聞かせの会")
    fill_in(applicant, reading="すみれよみきかせのかい", phone="050-0000-0077", purpose="本を読む")
    send_document(applicant, "rules", rules(tmp_path))
    send_document(applicant, "member_list", members(tmp_path))
    hand_in(applicant)
    expect(applicant.locator("main")).to_contain_text("提出されました")
    applicant.wait_for_load_state()
    reference = re.search(r"登録-\d{4}-\d{4}", applicant.locator("main").inner_text())
    assert reference
    assert reference[0] in letter(post_office, "sumire@example.jp", "登録の申し込みを受け付けました")

    staff.goto(f"/desk/registrations/{group}")
    staff.click("summary:has-text('目的')")
    staff.fill("#remark-purpose", "だれのための活動かも書いてください。")
    staff.click("button[value=returned]")
    said = letter(post_office, "sumire@example.jp", "団体の登録の内容を直してください")
    assert "だれのための活動かも書いてください。" in said
    assert visitor.goto(f"/groups/{group}").status == 404

    applicant.goto(link_in(said, site))
    expect(applicant.locator("main")).to_contain_text("だれのための活動かも書いてください。")
    applicant.click("main .mb-item:has-text('直してください') a >> nth=0")
    applicant.fill("#purpose", "子どもたちに絵本を読む")
    applicant.click("button[value=list]")
    hand_in(applicant)
    staff.goto(f"/desk/registrations/{group}")
    expect(staff.locator("#changes, [aria-labelledby=changed]").first).to_contain_text("子どもたちに絵本を読む")
    staff.click("button[value=approved]")
    letter(post_office, "sumire@example.jp", "団体の登録が済みました")

    wait_until(lambda: finds(visitor, "すみれ読み聞かせ"), seconds=30, what="found by a visitor")
    visitor.click("main a:has-text('すみれ読み聞かせの会')")
    expect(visitor.locator("h1")).to_contain_text("すみれ読み聞かせの会")
    visitor.wait_for_load_state()
    assert "050-0000-0077" in visitor.locator("main").inner_text()
    assert "代表 すみれ" not in visitor.locator("main").inner_text()

    yearly(register, group, days=400)
    said = letter(post_office, "sumire@example.jp", "登録内容の確認のお願い（年1回）")
    visitor.goto(link_in(said, site))
    visitor.click("button:has-text('変更はありません')")
    expect(visitor.locator("h1")).to_contain_text("お返事を受け取りました")
    assert confirmed_today(register, group)

    post_office.received.clear()
    yearly(register, group, days=380)
    said = letter(post_office, "sumire@example.jp", "登録内容の確認のお願い（年1回）")
    visitor.goto(link_in(said, site))
    visitor.check("input[name=answer][value=paused]")
    visitor.click("button:has-text('この内容で返事をする')")
    expect(visitor.locator("h1")).to_contain_text("お返事を受け取りました")
    assert visitor.goto(f"/groups/{group}").status == 404
    wait_until(lambda: not finds(visitor, "すみれ読み聞かせ"), seconds=30, what="no longer found")

    applicant.goto(f"/groups/{group}")
    applicant.click("button:has-text('もう一度公開する')")
    assert visitor.goto(f"/groups/{group}").status == 200
    wait_until(lambda: finds(visitor, "すみれ読み聞かせ"), seconds=30, what="found again")


def test_the_same_from_paper_by_a_coordinator(open_browser: OpenBrowser, site: str, register: Database) -> None:
    staff, visitor = open_browser(width=DESK, who="coordinator"), open_browser(width=PHONE)
    blank = read_pdf(visitor, "/register/form.pdf")
    assert "団体の名前" in blank
    assert "様式第１" in blank

    staff.goto("/desk/registrations/new")
    staff.check("input[name=received_method][value=counter]")
    staff.fill("#received_on", "令和8年11月5日")
    group = begin(staff, "かみの会")
    fill_in(staff, reading="かみのかい", phone="", purpose="折り紙を楽しむ", postal="むすび市中央一丁目2番3号")
    staff.check("input[name=on_paper][value=rules]")
    staff.check("input[name=on_paper][value=member_list]")
    staff.click("button:has-text('受け取りを記録する')")
    expect(staff.locator("main")).to_contain_text("紙で受け取りました")
    hand_in(staff)
    staff.goto(f"/desk/registrations/{group}")
    expect(staff.locator("main")).to_contain_text("2026年11月5日")
    staff.click("button[value=approved]")
    printed = read_pdf(staff, "/desk/letters/print.pdf")
    assert "団体の登録が済みました" in printed
    assert "むすび市中央一丁目2番3号" in printed

    yearly(register, group, days=400)
    wait_until(lambda: f"{site}/confirm/" in print_about(staff, group), seconds=30, what="the yearly letter")
    said = print_about(staff, group)
    assert "登録内容の確認のお願い（年1回）" in said
    assert has_qr_code(staff, group)

    staff.goto(f"/groups/{group}/confirmation")
    staff.check("input[name=answer][value=unchanged]")
    staff.check("input[name=how][value=phone]")
    staff.click("button:has-text('この返事を記録する')")
    expect(staff.locator("main")).to_contain_text("「変更はありません」として記録しました。")
    assert confirmed_today(register, group)


def test_a_telephone_call_is_a_findable_record_after_one_page(open_browser: OpenBrowser) -> None:
    staff = open_browser(width=DESK, who="coordinator")
    staff.goto("/desk")
    staff.click("main a[href*='/desk/log']:visible >> nth=0")
    questions = staff.locator("#quick-log > .mb-field, #quick-log > fieldset")
    expect(questions.first).to_be_visible()
    staff.wait_for_load_state()
    assert questions.count() <= 6
    staff.check("input[name=method][value=phone]")
    staff.fill("#caller", "水野 わかば")
    staff.fill("#contact", "050-0000-0456")
    staff.fill("#matter", "紙芝居のできる人をさがしている")
    staff.click("#quick-log button[type=submit]")
    expect(staff.locator("main")).to_contain_text("書きとめ")
    for asked in ("水野", "紙芝居のできる", "0456"):
        staff.goto(f"/desk/search?q={asked}")
        expect(staff.locator("main")).to_contain_text("水野 わかば")


def sign_up(page: Page, post_office: Receiver, site: str, *, name: str, email: str) -> None:
    page.goto("/signup")
    page.fill("#name", name)
    page.fill("#email", email)
    page.fill("#password", "すみれの花さくころに")
    page.click("main form button")
    expect(page.locator("h1")).to_contain_text("メールを送りました")
    page.goto(link_in(letter(post_office, email, ""), site))
    page.click("main form button")
    expect(page.locator("main")).to_be_visible()


def begin(page: Page, name: str) -> int:
    """Answer the first questions, on the applicant's page or the one for staff; returns the number of the group."""
    if "/desk/" not in page.url:
        page.goto("/my/register")
    page.fill("#name", name)
    page.check("input[name=sector][value=citizen]")
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/my/register/\d+$"))
    return int(page.url.rpartition("/")[2])


def fill_in(page: Page, *, reading: str, phone: str, purpose: str, postal: str = "") -> None:
    """Go from the task list through the sections with 「保存して次へ」; ends on the documents."""
    page.click("main ol.mb-list a >> nth=0")
    page.fill("#reading", reading)
    page.click("button[value=next]")
    page.fill("#purpose", purpose)
    page.fill("#activities", "毎月、公民館に集まります。")
    page.check("input[name=fields] >> nth=0")
    page.check("input[name=areas] >> nth=0")
    page.click("button[value=next]")
    fill_contact(page, "representative", "代表 すみれ")
    for kind, value in (("phone", phone), ("postal", postal)):
        if value:
            fill_contact(page, kind, value)
    page.click("button[value=next]")
    if phone:
        page.click(f".mb-panel:has-text('{phone}') label:has-text('公開') >> nth=0")
    page.click("button[value=next]")
    page.wait_for_url("**/documents")


def fill_contact(page: Page, kind: str, value: str) -> None:
    name = page.locator(f"input[type=hidden][value={kind}]").get_attribute("name") or ""
    page.fill(f"#{name.removesuffix('-kind')}-value", value)


def send_document(page: Page, kind: str, file: Path) -> None:
    page.check(f"input[name=kind][value={kind}]")
    page.set_input_files("#file", file)
    page.click("button:has-text('この書類を送る')")
    expect(page.locator("main")).to_contain_text(file.name)


def hand_in(page: Page) -> None:
    page.click("main a:has-text('確認と提出')")
    for box in page.locator("input[name=confirmed]").all():
        box.check()
    page.click("button:has-text('この内容で提出する')")
    page.wait_for_url(re.compile(r"/my/register/\d+$"))


def rules(folder: Path) -> Path:
    file = folder / "会則.pdf"
    file.write_bytes(HTML(string="<h1>会則</h1><p>第1条 この会は、すみれ読み聞かせの会という。</p>").write_pdf())
    return file


def members(folder: Path) -> Path:
    book = Workbook()
    book.active.append(["名前", "役"])
    file = folder / "名簿.xlsx"
    book.save(file)
    return file


def letter(post_office: Receiver, email: str, title: str) -> str:
    """The text of the newest letter to an address with these words in its title, as soon as it is there."""

    def newest() -> str:
        for message in reversed(post_office.received):
            body = message.get_body(("plain",))
            if email in message["To"] and title in message["Subject"] and body:
                return str(body.get_content())
        return ""

    wait_until(newest, seconds=30, what=f"「{title}」 to {email}")
    return newest()


def link_in(text: str, site: str) -> str:
    found = re.search(re.escape(site) + r"\S+", text)
    assert found, text
    return found[0]


def finds(page: Page, words: str) -> bool:
    page.goto(f"/search?q={words}")
    return page.locator("main a", has_text=words).count() > 0


def yearly(register: Database, group: int, *, days: int) -> None:
    """So many days pass for one group, and the worker does its daily work."""
    with register.transaction():
        aged = {"last_confirmed_on": today() - timedelta(days=days)}
        session.execute(sa.update(Group).where(Group.id == group).values(**aged))
        jobs.leave(DAILY)


def confirmed_today(register: Database, group: int) -> bool:
    with register.transaction(writing=False):
        return session.get_one(Group, group).last_confirmed_on == today()


def read_pdf(page: Page, address: str) -> str:
    """The text of a document, as whoever is signed in gets it."""
    return "\n".join(sheet.extract_text() for sheet in _pdf(page, address).pages)


def print_about(page: Page, group: int) -> str:
    """The newest letter about a group, as it comes from the printer."""
    return read_pdf(page, f"{_newest_letter(page, group)}.pdf")


def has_qr_code(page: Page, group: int) -> bool:
    """Whether something is drawn on the sheet as finely as a QR code is."""
    drawn = _pdf(page, f"{_newest_letter(page, group)}.pdf").pages[0].get_contents()
    assert drawn is not None
    return len(re.findall(rb" [hl]\b| re\b", drawn.get_data())) > 200


def _newest_letter(page: Page, group: int) -> str:
    page.goto(f"/desk/letters?about=group:{group}")
    return page.locator("main a[href*='/desk/letters/']", has_text=re.compile("登録")).first.get_attribute("href") or ""


def _pdf(page: Page, address: str) -> pypdf.PdfReader:
    answer = page.request.get(address)
    assert answer.status == 200, (address, answer.status)
    return pypdf.PdfReader(io.BytesIO(answer.body()))
