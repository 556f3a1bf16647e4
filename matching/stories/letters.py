"""What is written to both sides about their story; nothing by which the other could be reached stands in it."""

from typing import Final

from kit.i18n import _, in_language
from kit.mail import LINK, Recipient, leave_letter, said

ASKED: Final = "stories.asked"
PUBLISHED: Final = "stories.published"
WITHDRAWN: Final = "stories.withdrawn"


def ask(*, about: str, to: Recipient, title: str, body: str, link: str) -> None:
    """May these words be published?"""
    with in_language(to.language):
        leave_letter(
            ASKED,
            about=about,
            to=to,
            title=_("事例の文章を読んで、お返事ください：「%(title)s」", title=said(title)),
            body=_(
                "センターの紹介でできたことを、次の文章で、むすびての「事例」のページにのせたいと考えています。\n\n"
                "――――\n%(title)s\n\n%(body)s\n――――\n\n"
                "次の3つから1つを、下の番号へお電話でお聞かせください。\n\n"
                "□ この文章でよい\n□ 直してほしい（直すところ：　　　　　　　　　　　　　　　　　）\n□ 公開しないでほしい\n\n"
                "この紙に印をつけて、窓口や郵便でお返しくださっても結構です。"
                "双方が承諾したときだけ公開します。お返事がなければ、公開しません。公開したあとでも、いつでも取り下げられます。\n\n%(link)s",
                title=said(title),
                body=said(body),
                link=LINK,
            )
            if to.on_paper
            else _(
                "センターの紹介でできたことを、次の文章で、むすびての「事例」のページにのせたいと考えています。\n\n"
                "――――\n%(title)s\n\n%(body)s\n――――\n\n"
                "下のページで「この文章でよい」「直してほしい」「公開しないでほしい」のどれかをえらんでください。"
                "双方が承諾したときだけ公開します。お返事がなければ、公開しません。\n\n%(link)s\n\n"
                "お電話でのお返事も歓迎します。公開したあとでも、いつでも取り下げられます。",
                title=said(title),
                body=said(body),
                link=LINK,
            ),
            link=link,
        )


def published(*, about: str, to: Recipient, title: str, address: str, link: str) -> None:
    """It is public now, and this is how it is taken back."""
    with in_language(to.language):
        leave_letter(
            PUBLISHED,
            about=about,
            to=to,
            title=_("事例を公開しました：「%(title)s」", title=said(title)),
            body=_(
                "双方の承諾をいただき、事例を公開しました。ありがとうございました。\n\n%(address)s\n\n"
                "取り下げたくなったら、いつでも下の番号へお電話ください。理由はいりません。すぐに見えなくします。\n\n%(link)s",
                address=address,
                link=LINK,
            )
            if to.on_paper
            else _(
                "双方の承諾をいただき、事例を公開しました。ありがとうございました。\n\n%(address)s\n\n"
                "取り下げたくなったら、下のページでいつでも取り下げられます。理由はいりません。すぐに見えなくなります。\n\n%(link)s\n\n"
                "お電話でも取り下げられます。",
                address=address,
                link=LINK,
            ),
            link=link,
        )


def withdrawn(*, about: str, to: Recipient, title: str) -> None:
    """It is public no more; who took it back is not told."""
    with in_language(to.language):
        leave_letter(
            WITHDRAWN,
            about=about,
            to=to,
            title=_("事例の公開を終えました：「%(title)s」", title=said(title)),
            body=_("この事例の公開を終えました。ページは、もう見られません。ご協力ありがとうございました。"),
        )
