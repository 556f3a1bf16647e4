"""What is written to a side after the two have met; nothing of the other side stands in it."""

from typing import Final

from kit.i18n import _, in_language
from kit.mail import LINK, Recipient, leave_letter, said

ASKED: Final = "follow_ups.asked"


def ask(*, about: str, to: Recipient, title: str, months: int, link: str, once: str, again: bool) -> None:
    """How was it? ``months``: after how many it is asked."""
    with in_language(to.language):
        lead = _("先日おたずねした件です。まだお返事がないため、もう一度だけお送りします。") + "\n\n" if again else ""
        leave_letter(
            ASKED,
            about=about,
            to=to,
            title=_("「%(title)s」：その後いかがですか", title=said(title)),
            body=lead
            + _(
                "センターの紹介でお会いいただいてから、%(months)sか月ほどになります。その後のようすをお聞かせください。\n\n"
                "□ 会えて、役に立った\n□ 会ったが、まだわからない\n□ 会えなかった・続いていない\n\n"
                "この3つから1つを、2週間ほどのうちに、下の番号へお電話でお聞かせくださるだけで終わります。"
                "この紙に印をつけて、窓口や郵便でお返しくださっても結構です。\n\n"
                "お返事は、センターの職員だけが読みます。相手の方には伝えません。\n\n%(link)s",
                months=months,
                link=LINK,
            )
            if to.on_paper
            else lead
            + _(
                "センターの紹介でお会いいただいてから、%(months)sか月ほどになります。その後のようすをお聞かせください。\n\n"
                "・会えて、役に立った\n・会ったが、まだわからない\n・会えなかった・続いていない\n\n"
                "下のページで、この3つから1つえらぶだけで終わります。\n\n%(link)s\n\n"
                "お返事は、センターの職員だけが読みます。相手の方には伝えません。お電話でのお返事も歓迎します。",
                months=months,
                link=LINK,
            ),
            link=link,
            once=once,
        )
