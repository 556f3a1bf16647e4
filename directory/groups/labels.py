"""Words for the fixed choices of a group."""

from directory.groups.models import ContactKind, GroupState, Publication, Sector
from kit.i18n import _l
from kit.labels import describe

describe(
    Sector,
    {
        Sector.NPO: _l("NPO法人"),
        Sector.CITIZEN: _l("市民活動団体"),
        Sector.NEIGHBORHOOD: _l("自治会・町内会"),
        Sector.COUNCIL: _l("地域づくり協議会"),
        Sector.COMPANY: _l("企業・商店会"),
        Sector.SCHOOL: _l("学校・教育機関"),
        Sector.CITY: _l("行政（担当課）"),
        Sector.INTERMEDIARY: _l("中間支援組織"),
    },
)
describe(
    GroupState,
    {
        GroupState.DRAFT: _l("下書き"),
        GroupState.SUBMITTED: _l("審査待ち"),
        GroupState.RETURNED: _l("差戻し"),
        GroupState.ACTIVE: _l("登録"),
        GroupState.PAUSED: _l("休止"),
        GroupState.DISSOLVED: _l("解散"),
        GroupState.WITHDRAWN: _l("退会"),
    },
)
describe(
    ContactKind,
    {
        ContactKind.REPRESENTATIVE: _l("代表者"),
        ContactKind.PERSON: _l("連絡担当者"),
        ContactKind.PHONE: _l("電話"),
        ContactKind.FAX: _l("FAX"),
        ContactKind.EMAIL: _l("メール"),
        ContactKind.POSTAL: _l("郵送先"),
    },
)
describe(
    Publication,
    {
        Publication.PUBLIC: _l("公開"),
        Publication.MEMBERS: _l("会員（ログインした人）"),
        Publication.CENTER: _l("センターのみ"),
    },
)
