"""The words people agree to, in plain language; changing them here or by an administrator makes a new version."""

from typing import NamedTuple

from directory.consents.models import Purpose


class Words(NamedTuple):
    """A text in both languages."""

    ja: str
    en: str


TEXTS: dict[Purpose, Words] = {
    Purpose.REGISTER: Words(
        "登録用紙や画面でお知らせいただいたことを、市民活動の仲間と出会うための名簿に残します。"
        "お名前・住所・電話・メールなどの連絡先は、センターの職員だけが見ます。"
        "目的のほかには使いません。いつでもやめられます。やめると、登録を終え、個人の情報を消します。",
        "We keep what you told us, on paper or on this site, in a register whose purpose is to bring citizens who are active "
        "together. Your name, address, telephone number and e-mail address are seen by the centre's staff only. They are used "
        "for nothing else. You can end this at any time; your registration then ends and your personal data are deleted.",
    ),
    Purpose.PUBLISH: Words(
        "「公開する」と選んだ項目だけを、このサイトでだれでも見られるようにします。"
        "選ばなかった項目は出しません。いつでもやめられます。やめると、その場で、見えなくなり、さがしても出なくなります。",
        "Only the items you chose to make public are shown on this site to everybody. Other items are not shown. You can end this "
        "at any time; the items then disappear at once, from the pages and from the search.",
    ),
    Purpose.THIRD_PARTY: Words(
        "センターが紹介した相手に、おたがいが承知したあとで、お名前と連絡先をお知らせします。"
        "お知らせする前に、どの相手に何をお知らせするかを、そのつどお伝えします。いつでもやめられます。"
        "やめると、そのあとは、どの相手にもお知らせしません。",
        "When the centre has introduced you to somebody and both sides have agreed, we give your name and contact details to the "
        "other side. Each time we tell you beforehand to whom and what. You can end this at any time; from then on they are given "
        "to nobody.",
    ),
    Purpose.FOLLOWUP: Words(
        "紹介や活動のあとで、うまくいったかどうかを、手紙・電話・メールでおたずねします。"
        "お答えは、よりよい紹介のために使います。いつでもやめられます。やめると、おたずねしません。",
        "After an introduction or an activity we ask you by letter, telephone or e-mail how it went. Your answer helps us to make "
        "better introductions. You can end this at any time; we then stop asking.",
    ),
}
