"""What we write to those who asked: is this you, what became of it, a question, and that it ends soon."""

from datetime import timedelta
from typing import Final

from directory.letters.recipients import of_account, of_group, of_person
from kit import links
from kit.display import day
from kit.i18n import _, address_in, in_language
from kit.mail import LINK, Recipient, leave_letter, said
from matching.consultations.models import Consultation, ConsultationQuestion
from matching.consultations.queries import find_about, find_by_subject
from matching.needs.models import Need
from matching.needs.queries import find_need

CONFIRM: Final = "consultations.confirm"
ANSWER: Final = "consultations.answer"
EXTEND: Final = "consultations.extend"
EXPIRING: Final = "consultations.expiring"
CONFIRM_LASTS: Final = timedelta(days=7)
ANSWER_LASTS: Final = timedelta(days=30)


def linked(link: links.Link) -> Consultation:
    """The consultation that a link is about. Raises LinkOver: it is gone."""
    found = find_by_subject(link.subject)
    if found is None:
        raise links.LinkOver()
    return found


def need_of(link: links.Link) -> Need:
    """The need that a link is about. Raises LinkOver: it is gone."""
    kind, _colon, number = link.subject.partition(":")
    found = find_need(int(number)) if kind == "need" else None
    if found is None:
        raise links.LinkOver()
    return found


def reader_of(need: Need, consultation: Consultation | None) -> Recipient | None:
    """Who is written to about a need; None: nobody, or only by telephone. Nobody but them has confirmed the address."""
    writer = consultation.account if consultation else None
    if need.group is not None:
        kept = writer is not None and any(held.group_id == need.group_id for held in writer.memberships)
        return of_account(writer) if writer is not None and writer.active and kept else of_group(need.group)
    if writer is not None and writer.active:
        return of_account(writer)
    if need.person is not None:
        return of_person(need.person)
    if consultation is not None and consultation.email and consultation.confirmed_by is not None:
        return Recipient(name=need.requester_name, email=consultation.email, language=consultation.language)
    return None


def leave_confirmation(consultation: Consultation, *, base_url: str) -> None:
    """Ask whether the address is theirs. Nothing of what was typed stands in it: anybody may have typed it."""
    language = consultation.language
    token = links.make_link(CONFIRM, f"consultation:{consultation.id}", lasts=CONFIRM_LASTS)
    with in_language(language):
        leave_letter(
            CONFIRM,
            about=f"need:{consultation.need_id}",
            to=Recipient(name=str(_("ご相談くださった方")), email=consultation.email, language=language),
            title=_("ご相談を受け取りました（相談 %(number)s番）。メールアドレスの確認をお願いします", number=consultation.need_id),
            body=_(
                "センターのページから、このメールアドレスでご相談を受け取りました（相談 %(number)s番）。\n"
                "下のページを開いて「はい、わたしが送りました」を押してください。押していただくと、職員が内容を拝見します。\n\n"
                "%(link)s\n\n"
                "7日のあいだ、1回だけ使えます。身に覚えがないときは、同じページで「わたしではありません」を押してください。",
                number=consultation.need_id,
                link=LINK,
            ),
            link=address_in(language, base_url, f"/consult/confirm/{token}"),
        )  # fmt: skip


def tell_accepted(consultation: Consultation, *, base_url: str) -> None:
    """The staff have confirmed it and look for somebody."""
    need, to = consultation.need, reader_of(consultation.need, consultation)
    language = to.language if to else consultation.language
    page = address_in(language, base_url, f"/my/consultations/{consultation.id}")
    with in_language(language):
        own = (
            _("いまの様子は、ログインすると見られます。\n\n%(page)s\n\n", page=page) if consultation.account_id else ""
        )
        title = _("ご相談の相手をさがしはじめました（相談 %(number)s番）", number=need.id)
        body = _(
            "ご相談「%(title)s」（相談 %(number)s番）を、センターで確かめました。今日から、応えられる人や団体をさがします。\n"
            "見つかりましたら、センターからご連絡します。お名前や連絡先を、あなたの承知なしに相手に伝えることはありません。\n\n"
            "%(own)s%(day)sまで、おさがしします。",
            title=said(need.title),
            number=need.id,
            own=own,
            day=day(need.expires_on) if need.expires_on else "",
        )
    _leave(consultation, "consultations.accepted", to, title, body)


def tell_declined(consultation: Consultation, reason: str) -> None:
    """The staff have closed it, and why."""
    to = reader_of(consultation.need, consultation)
    with in_language(to.language if to else consultation.language):
        body = _(
            "いただいたご相談（相談 %(number)s番）について、お知らせします。\n"
            "センターで検討しましたが、次の理由でお受けできませんでした。\n\n%(reason)s\n\n"
            "ご不明なことがありましたら、どうぞセンターにお電話ください。",
            number=consultation.need_id,
            reason=said(reason),
        )
        title = _("ご相談について（相談 %(number)s番）", number=consultation.need_id)
    _leave(consultation, "consultations.declined", to, title, body)


def ask(consultation: Consultation, asked: ConsultationQuestion, *, base_url: str) -> None:
    """Ask what the staff want to know, with a link to answer by."""
    to = reader_of(consultation.need, consultation)
    subject = f"consultation:{consultation.id}"
    links.end_links(ANSWER, subject)
    token = links.make_link(ANSWER, subject, lasts=ANSWER_LASTS, question=asked.id) if to else ""
    language = to.language if to else consultation.language
    with in_language(language):
        title = _("ご相談について、おたずねします（相談 %(number)s番）", number=consultation.need_id)
        body = _(
            "いただいたご相談（相談 %(number)s番）について、センターから1つおたずねします。\n\n%(question)s\n\n"
            "お返事は、下のページに書いて送ってください（30日のあいだ、1回使えます）。お電話でもかまいません。\n\n%(link)s",
            number=consultation.need_id,
            question=said(asked.question),
            link=LINK,
        )
    link = address_in(language, base_url, f"/consult/answer/{token}")
    _leave(consultation, "consultations.question", to, title, body, link=link)


def warn(need: Need, *, base_url: str) -> None:
    """Say once for each last day that the need ends by itself, with a link to keep it open."""
    to = reader_of(need, find_about(need))
    if to is None or need.expires_on is None:
        return
    token = links.make_link(EXTEND, f"need:{need.id}", lasts=timedelta(days=21))
    with in_language(to.language):
        leave_letter(
            EXPIRING,
            about=f"need:{need.id}",
            to=to,
            title=_("ご相談の募集が、もうすぐ終わります（相談 %(number)s番）", number=need.id),
            body=_(
                "ご相談「%(title)s」（相談 %(number)s番）の募集は、%(day)sで終わります。\n"
                "まだ相手をさがしているときは、下のページで「3か月のばす」を押してください。終わってよいときは、何もしなくてかまいません。\n\n"
                "%(link)s\n\n"
                "お電話でもうけたまわります。",
                title=said(need.title),
                number=need.id,
                day=day(need.expires_on),
                link=LINK,
            ),
            link=address_in(to.language, base_url, f"/consult/extend/{token}"),
            once=warned_once(need),
        )  # fmt: skip


def warned_once(need: Need) -> str:
    """What makes a warning the only one for its day."""
    return f"{EXPIRING}:{need.id}:{need.expires_on}"


def _leave(
    consultation: Consultation, kind: str, to: Recipient | None, title: str, body: str, *, link: str = ""
) -> None:
    """Leave the letter, or note that somebody has to be phoned; whose address is not sure is neither."""
    if to is not None:
        leave_letter(kind, about=f"need:{consultation.need_id}", to=to, title=title, body=body, link=link)
    else:
        consultation.to_tell = bool(consultation.phone and consultation.confirmed_by)
