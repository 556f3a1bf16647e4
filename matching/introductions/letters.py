"""What is written to the two sides of an introduction, each in their own language and without a word of who the other is."""

from typing import Final

from kit.i18n import _, _l, in_language
from kit.mail import LINK, Recipient, leave_letter, said
from matching.introductions.moves import Side

ASKED: Final = "introductions.asked"
AGREED: Final = "introductions.agreed"
OVER: Final = "introductions.over"
REPLIED: Final = "introductions.replied"
CARRIED: Final = "introductions.carried"

_TITLES: Final = {
    Side.CANDIDATE: _l("「%(title)s」をお探しの方がいます"),
    Side.REQUESTER: _l("「%(title)s」に、会ってみたいという方がいます"),
}
_AGAIN: Final = _l("先日おたずねした件です。まだお返事がないため、もう一度お送りします。")
_BODY: Final = _l(
    "%(words)s\n\n"
    "相手の名前や連絡先は、まだお伝えしていません。あなたのことも、相手には伝えていません。\n"
    "下のページで「会ってみたい」「もう少し知りたい」「今回は見送る」のどれかを押してください。\n"
    "%(until)sまで待っています。\n\n%(link)s\n\n"
    "お電話でのお返事も歓迎します。"
)
_BODY_OF_REQUESTER: Final = _l(
    "%(words)s\n\n"
    "下のページで紹介を読んで、「会ってみたい」「もう少し知りたい」「今回は見送る」のどれかを押してください。\n"
    "連絡先は、どちらも承諾してから、えらんだものだけをお見せします。%(until)sまで待っています。\n\n%(link)s\n\n"
    "お電話でのお返事も歓迎します。"
)
_PAPER: Final = _l(
    "%(words)s\n\n"
    "相手の名前や連絡先は、まだお伝えしていません。あなたのことも、相手には伝えていません。\n\n"
    "%(until)sまでに、下の番号へお電話をください。次の3つから1つをお聞かせくださるだけで終わります。\n\n"
    "□ 会ってみたい\n□ もう少し知りたい（知りたいこと：　　　　　　　　　　　　　　　　　）\n□ 今回は見送る\n\n"
    "「会ってみたい」の方には、電話番号や住所のどれを相手に知らせてよいかもうかがいます。"
    "相手の方も「会ってみたい」とお返事するまで、知らせません。\n"
    "この紙に印をつけて、窓口や郵便でお返しくださっても結構です。\n\n%(link)s"
)
_PAPER_OF_REQUESTER: Final = _l(
    "%(words)s\n\n"
    "%(until)sまでに、下の番号へお電話をください。次の3つから1つをお聞かせくださるだけで終わります。\n\n"
    "□ 会ってみたい\n□ もう少し知りたい（知りたいこと：　　　　　　　　　　　　　　　　　）\n□ 今回は見送る\n\n"
    "「会ってみたい」の方には、電話番号や住所のどれを相手に知らせてよいかもうかがいます。知らせなくてもかまいません。\n"
    "この紙に印をつけて、窓口や郵便でお返しくださっても結構です。\n\n%(link)s"
)
_TEXTS: Final = {
    (Side.CANDIDATE, False): _BODY,
    (Side.CANDIDATE, True): _PAPER,
    (Side.REQUESTER, False): _BODY_OF_REQUESTER,
    (Side.REQUESTER, True): _PAPER_OF_REQUESTER,
}
"""By side, and whether it is printed."""
_GO_ON: Final = _l("つづきのお返事は、下のページでできます。\n\n%(link)s")
_GO_ON_BY_PHONE: Final = _l("つづきのお返事は、下の番号へお電話でお聞かせください。\n\n%(link)s")
_PAGE: Final = _l("これまでのことは、下のページで読めます。\n\n%(link)s")


def ask(side: Side, *, about: str, to: Recipient, title: str, words: str, until: str, link: str, again: bool) -> None:
    """Ask a side, or remind it. ``words``: the outline for the candidate, the introduction for who asked for help."""
    with in_language(to.language):
        title, body = asked(side, title=title, words=words, until=until, on_paper=to.on_paper)
        lead = str(_AGAIN) + "\n\n" if again else ""
        leave_letter(ASKED, about=about, to=to, title=title, body=lead + body, link=link)


def asked(side: Side, *, title: str, words: str, until: str, on_paper: bool) -> tuple[str, str]:
    """Title and text of the letter that asks a side, also for looking at before it is sent."""
    body = str(_TEXTS[side, on_paper])
    heading = str(_TITLES[side]) % {"title": said(title)}
    return heading, body % {"words": said(words), "until": until, "link": LINK}


def agreed(*, about: str, to: Recipient, title: str, link: str) -> None:
    """Both have said yes: where the page with what the other has ticked is. What it shows is in no letter."""
    with in_language(to.language):
        leave_letter(
            AGREED,
            about=about,
            to=to,
            title=_("「%(title)s」：どちらも「会ってみたい」とお返事がありました", title=said(title)),
            body=_(
                "おたがいの返事がそろいました。ありがとうございます。\n\n"
                "相手の方のお名前と、見せるとえらんだ連絡先は、下の番号へお電話をくだされば、センターがお伝えします。"
                "お伝えした日時は、相手の方にもわかります。\n\n"
                "お会いする日時と場所は、センターが間に入って決めます。あらためてご連絡しますので、お待ちください。\n\n%(link)s",
                link=LINK,
            )
            if to.on_paper
            else _(
                "おたがいの返事がそろいました。ありがとうございます。\n"
                "下のページで、相手の方が見せるとえらんだ連絡先を見られます。見た日時は、相手の方にもわかります。\n\n%(link)s\n\n"
                "お会いする日時と場所は、センターが間に入って決めます。あらためてご連絡します。",
                link=LINK,
            ),
            link=link,
        )


def over(*, about: str, to: Recipient, title: str) -> None:
    """It came to nothing; why is not told."""
    with in_language(to.language):
        leave_letter(
            OVER,
            about=about,
            to=to,
            title=_("「%(title)s」の紹介について", title=said(title)),
            body=_(
                "お返事をありがとうございました。今回の紹介は、ご縁がありませんでした。\n"
                "連絡先などは、相手の方に伝えていません。\n\n"
                "お気持ちをいかせる機会があれば、またおたずねします。"
            ),
        )


def replied(*, about: str, to: Recipient, title: str, question: str, answer: str, link: str) -> None:
    """The answer to a question, carried by the centre."""
    with in_language(to.language):
        leave_letter(
            REPLIED,
            about=about,
            to=to,
            title=_("「%(title)s」：ご質問へのお返事", title=said(title)),
            body=_("おたずね：%(question)s\n\nお返事：%(answer)s", question=said(question), answer=said(answer))
            + "\n\n"
            + str(_GO_ON_BY_PHONE if to.on_paper else _GO_ON) % {"link": LINK},
            link=link,
        )


def carried(*, about: str, to: Recipient, title: str, question: str, link: str) -> None:
    """A question of the other side, carried by the centre; with a ``link`` where the reader has a page to answer on."""
    with in_language(to.language):
        leave_letter(
            CARRIED,
            about=about,
            to=to,
            title=_("「%(title)s」について、質問をあずかりました", title=said(title)),
            body=_(
                "相手の方から、センターが質問をあずかりました。\n\nおたずね：%(question)s\n\n"
                "お返事は、お電話でセンターにお聞かせください。センターが相手の方に伝えます。",
                question=said(question),
            )
            + ("\n\n" + str(_PAGE) % {"link": LINK} if link else ""),
            link=link,
        )
