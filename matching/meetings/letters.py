"""What is written to the two sides about when and where they meet; nobody's address stands in any of it."""

from typing import Final

from kit.i18n import _, in_language
from kit.mail import LINK, Recipient, leave_letter, said

OFFERED: Final = "meetings.offered"
FIXED: Final = "meetings.fixed"
CALLED_OFF: Final = "meetings.called_off"
REMINDER: Final = "meetings.reminder"


def offered(*, about: str, to: Recipient, title: str, times: str, place: str, until: str, link: str) -> None:
    """Which of these times suit. ``until``: when who has only paper is asked to have called."""
    with in_language(to.language):
        leave_letter(
            OFFERED,
            about=about,
            to=to,
            title=_("「%(title)s」：お会いする日時をおえらびください", title=said(title)),
            body=_(
                "次の日時のうち、都合のよいものをすべて、%(until)sまでに、下の番号へお電話でお知らせください。\n\n%(times)s\n\n場所：%(place)s\n\n"
                "この紙に印をつけて、窓口や郵便でお返しくださっても結構です。どれも合わないときも、お電話をください。\n"
                "決まりましたら、あらためてご連絡します。\n\n%(link)s",
                until=until,
                times=times,
                place=said(place),
                link=LINK,
            )
            if to.on_paper
            else _(
                "次の日時のうち、都合のよいものをすべてお知らせください。\n\n%(times)s\n\n場所：%(place)s\n\n"
                "下のページで印をつけるか、お電話でお知らせください。決まりましたら、あらためてご連絡します。\n\n%(link)s",
                times=times,
                place=said(place),
                link=LINK,
            ),
            link=link,
        )


def fixed(*, about: str, to: Recipient, title: str, when: str, place: str, link: str) -> None:
    """When and where."""
    with in_language(to.language):
        leave_letter(
            FIXED,
            about=about,
            to=to,
            title=_("「%(title)s」：お会いする日時が決まりました", title=said(title)),
            body=_(
                "日時：%(when)s\n場所：%(place)s\n\n"
                "当日は、上の場所へ直接お越しください。\n"
                "都合が悪くなったときは、早めに下の番号へお電話ください。\n\n%(link)s",
                when=when,
                place=said(place),
                link=LINK,
            )
            if to.on_paper
            else _(
                "日時：%(when)s\n場所：%(place)s\n\n"
                "下のページから、カレンダーに入れるファイルを受け取れます。\n\n%(link)s\n\n"
                "都合が悪くなったときは、早めにセンターにお電話ください。",
                when=when,
                place=said(place),
                link=LINK,
            ),
            link=link,
        )


def called_off(*, about: str, to: Recipient, title: str, when: str) -> None:
    """The meeting that was fixed is not to be."""
    with in_language(to.language):
        leave_letter(
            CALLED_OFF,
            about=about,
            to=to,
            title=_("「%(title)s」：お会いする日時が取りやめになりました", title=said(title)),
            body=_("%(when)s の予定は、取りやめになりました。あらためてご連絡します。", when=when),
        )


def reminder(*, about: str, to: Recipient, title: str, when: str, place: str, once: str) -> None:
    """The day before."""
    with in_language(to.language):
        leave_letter(
            REMINDER,
            about=about,
            to=to,
            title=_("明日です：「%(title)s」", title=said(title)),
            body=_("日時：%(when)s\n場所：%(place)s\n\nお待ちしています。", when=when, place=said(place)),
            once=once,
        )
