"""Letters to an applicant about the decision on a registration."""

from directory.registrations.letters import applicant_of, page_of, supporter_of, supporter_page
from directory.registrations.models import AnyRegistration, PersonRegistration, Registration
from directory.registrations.sheets import sheet_of
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


def decided(registration: AnyRegistration, review: Review) -> None:
    """The letter that tells the decision; in the applicant's language, whatever language the coordinator works in."""
    to = applicant_of(registration) if isinstance(registration, Registration) else supporter_of(registration)
    with in_language(to.language):
        if isinstance(registration, Registration):
            kind, about = f"reviews.{review.decision}", f"group:{registration.group_id}"
            title, sentences = _words(registration, review, to.language)
        else:
            kind, about = f"reviews.supporter_{review.decision}", f"person:{registration.person_id}"
            title, sentences = _supporter_words(registration, review, to.language)
        leave_letter(
            kind,
            about=about,
            to=to,
            title=title,
            body="\n\n".join([text for text in sentences if text]),
            once=f"reviews.decided:{review.id}",
        )


def _supporter_words(registration: PersonRegistration, review: Review, language: str) -> tuple[str, list[str]]:
    title, sentence = map(str, SUPPORTER_WORDS[review.decision])
    remarks = _remarks(registration, review)
    return title, [sentence, _number(registration), remarks, review.reason, supporter_page(language)]


def _words(registration: Registration, review: Review, language: str) -> tuple[str, list[str]]:
    name, number = registration.group.name, _number(registration)
    if review.decision is Decision.APPROVED:
        said = _("「%(name)s」の登録が済みました。団体のページが公開されています。", name=name)
        return _("団体の登録が済みました"), [said, number, page_of(registration, language), review.reason]
    if review.decision is Decision.RETURNED:
        said = _("「%(name)s」の登録の内容に、直していただきたいところがあります。", name=name)
        remarks = _remarks(registration, review)
        how = _("下のページで直して、もう一度提出してください。お電話や窓口でもお直しします。")
        page = page_of(registration, language)
        return _("団体の登録の内容を直してください"), [said, number, remarks, review.reason, how, page]
    said = _("「%(name)s」の登録は、受け付けることができませんでした。", name=name)
    why = _("理由：%(reason)s", reason=review.reason)
    return _("団体の登録について"), [said, number, why, _("ご不明な点は、お電話ください。")]


def _number(registration: AnyRegistration) -> str:
    return str(_("受付番号：%(reference)s", reference=registration.reference or ""))


def _remarks(registration: AnyRegistration, review: Review) -> str:
    names = sheet_of(registration).names
    return "\n".join(f"・{names[field]}：{text}" for field, text in review.remarks.items())
