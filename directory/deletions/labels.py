"""Words for what is counted when it is deleted, and for what the audit trail says of somebody."""

from kit.i18n import _l

COUNTS = {
    "skills": _l("できること"),
    "absences": _l("動けない日"),
    "council_posts": _l("審議会などの委員"),
}
"""Rows that hang on an entry; the other kinds are called by the title of their holding."""

VERBS = {
    "account.added": _l("アカウントができました"),
    "account.signed_in": _l("ログインしました"),
    "person.created": _l("人材として登録しました"),
    "person.edited": _l("登録の内容を変えました"),
    "person.draft": _l("下書きにしました"),
    "person.submitted": _l("審査を申し込みました"),
    "person.returned": _l("差し戻しました"),
    "person.active": _l("登録しました"),
    "person.paused": _l("休止しました"),
    "person.withdrawn": _l("退会しました"),
    "person.data_handed_over": _l("持っている情報を書き出しました"),
    "group.created": _l("団体を登録しました"),
    "group.edited": _l("団体の内容を変えました"),
    "consent.given": _l("同意を記録しました"),
    "consent.withdrawn": _l("同意の取りやめを記録しました"),
    "deletion.asked": _l("削除を受け付けました"),
}
"""Verbs of the audit trail; one without words is told as it is."""
