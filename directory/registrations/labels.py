"""Words for the sections and fields of the registration form; screen, paper, letters and desk all use these."""

import directory.documents.labels
import directory.groups.labels
import directory.people.labels  # noqa: F401 - a registration is shown in the words of groups and documents
from directory.registrations.models import PersonSection, Prohibited, Promise, Reception, Section
from kit.i18n import _l
from kit.labels import describe

describe(
    Section,
    {
        Section.BASICS: _l("基本情報"),
        Section.ACTIVITIES: _l("活動の内容"),
        Section.CONTACT: _l("代表者と連絡先"),
        Section.PUBLICATION: _l("公開する範囲"),
        Section.DOCUMENTS: _l("書類"),
        Section.CONFIRM: _l("確認と提出"),
    },
)
describe(
    PersonSection,
    {
        PersonSection.WHO_SEES: _l("だれに見せるか"),
        PersonSection.INTRODUCTION: _l("紹介"),
        PersonSection.ABILITIES: _l("できること"),
        PersonSection.WHEN_WHERE: _l("いつ・どこで"),
        PersonSection.CONDITIONS: _l("本人の条件"),
        PersonSection.PRIVATE: _l("連絡先"),
    },
)
describe(
    Reception,
    {
        Reception.WEB: _l("ウェブ"),
        Reception.COUNTER: _l("窓口"),
        Reception.FAX: _l("FAX"),
        Reception.POST: _l("郵送"),
        Reception.PHONE: _l("電話"),
    },
)
describe(
    Prohibited,
    {
        Prohibited.PROFIT: _l("営利を目的とする活動や、特定の個人の利益のための活動ではありません。"),
        Prohibited.RELIGION: _l("宗教を広めるための活動ではありません。"),
        Prohibited.POLITICS: _l("政治活動や選挙のための活動ではありません。"),
        Prohibited.FALSEHOOD: _l("団体の名前や目的に、偽りはありません。"),
    },
)
describe(
    Promise,
    {
        Promise.TRUE: _l("書いたことに、偽りはありません。"),
        Promise.NO_SOLICITING: _l("知り合った方を、商売・宗教・政治や選挙に誘いません。"),
        Promise.THROUGH_CENTER: _l("紹介がまとまるまで、連絡はセンターがあいだに立つことを承知しました。"),
    },
)

FIELDS = {
    "name": _l("団体の名前"),
    "reading": _l("ふりがな（ひらがな）"),
    "short_name": _l("略称"),
    "sector": _l("主体"),
    "corporate_number": _l("法人番号"),
    "founded_on": _l("設立"),
    "purpose": _l("ひとことで言うと（目的）"),
    "activities": _l("活動の内容"),
    "fields": _l("活動分野"),
    "areas": _l("活動地域"),
    "other_areas": _l("ほかの市区町村"),
    "place": _l("おもな活動場所"),
    "place_publication": _l("活動場所を見せる相手"),
    "slots": _l("ふだん活動している曜日と時間帯"),
    "schedule_note": _l("活動日のことば"),
    "member_count": _l("人数"),
    "joining": _l("参加できる人"),
    "cost": _l("費用"),
    "recruiting": _l("いまメンバーを募集している"),
    "offers": _l("できること"),
    "wants": _l("求めていること"),
    "skills": _l("得意なこと"),
    "contacts": _l("連絡先"),
    "web_pages": _l("ウェブページ"),
    "publication": _l("公開する範囲"),
    "documents": _l("書類"),
}
"""Every field of the form, in its order."""
