"""Letters to an applicant about the decision on a registration."""

from directory.registrations.labels import FIELDS
from directory.registrations.letters import applicant_of, page_of, supporter_of, supporter_page
from directory.registrations.models import PersonRegistration, Registration
from directory.reviews.models import Decision, Review
from kit.i18n import _, _l, in_language
from kit.mail import leave_letter

SUPPORTER_WORDS = {
    Decision.APPROVED: (
        _l("協働サポーターの登録が済みました"),
        _l("ご登録ありがとうございます。合いそうな相談があれば、センターからご連絡します。"),
    ),
    Decision.RETURNED: (
        _l("協働サポーターの登録の内容を直してください"),
        _l("下のページで直して、もう一度提出してください。お電話や窓口でもお直しします。"),
    ),
    Decision.REFUSED: (
        _l("協働サポーターの登録について"),
        _l("申し訳ありませんが、登録を受け付けることができませんでした。"),
    ),
}
"""Title and first sentence of the letters to people who offer help."""


def decided(registration: Registration, review: Review) -> None:
    """The letter that tells the decision; in the applicant's language, whatever language the coordinator works in."""
    to = applicant_of(registration)
    with in_language(to.language):
        title, sentences = _words(registration, review, to.language)
        leave_letter(
            f"reviews.{review.decision}",
            about=f"group:{registration.group_id}",
            to=to,
            title=title,
            body="\n\n".join([text for text in sentences if text]),
            once=f"reviews.decided:{review.id}",
        )


def supporter_decided(registration: PersonRegistration, review: Review) -> None:
    """The letter that tells somebody who offers help the decision."""
    to = supporter_of(registration)
    with in_language(to.language):
        title, sentence = map(str, SUPPORTER_WORDS[review.decision])
        number = _("受付番号：%(reference)s", reference=registration.reference or "")
        leave_letter(
            f"reviews.supporter_{review.decision}",
            about=f"person:{registration.person_id}",
            to=to,
            title=title,
            body="\n\n".join(text for text in (sentence, number, review.reason, supporter_page(to.language)) if text),
            once=f"reviews.decided:{review.id}",
        )


def _words(registration: Registration, review: Review, language: str) -> tuple[str, list[str]]:
    name = registration.group.name
    number = _("受付番号：%(reference)s", reference=registration.reference or "")
    if review.decision is Decision.APPROVED:
        said = _("「%(name)s」の登録が済みました。団体のページが公開されています。", name=name)
        return _("団体の登録が済みました"), [said, number, page_of(registration, language), review.reason]
    if review.decision is Decision.RETURNED:
        said = _("「%(name)s」の登録の内容に、直していただきたいところがあります。", name=name)
        remarks = "\n".join(f"・{FIELDS[field]}：{text}" for field, text in review.remarks.items())
        how = _("下のページで直して、もう一度提出してください。お電話や窓口でもお直しします。")
        page = page_of(registration, language)
        return _("団体の登録の内容を直してください"), [said, number, remarks, review.reason, how, page]
    said = _("「%(name)s」の登録は、受け付けることができませんでした。", name=name)
    why = _("理由：%(reason)s", reason=review.reason)
    return _("団体の登録について"), [said, number, why, _("ご不明な点は、お電話ください。")]
