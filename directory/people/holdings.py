"""What the register holds about a person: every column of the entry, and the rows that hang on it."""

from collections.abc import Iterator

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom, facts_of
from directory.people.models import HelpKind, Person
from kit.db import session
from kit.i18n import _l
from kit.slots import words as weekly

INTERNAL = (
    "name_key",
    "sort_key",
    "import_id",
    "version",
    "slots",
    "slots_possible",
    "confirmation_step",
    "confirmation_step_on",
)
"""Not told: keys made from the names, and numbers of ours; the weekly times are told in words."""

WORDS = {
    "id": _l("番号"),
    "state": _l("状態"),
    "state_reason": _l("状態の理由"),
    "account_id": _l("アカウントの番号"),
    "display_name": _l("表示する名前"),
    "reading": _l("ふりがな"),
    "affiliation": _l("所属・肩書き"),
    "introduction": _l("ひとこと紹介"),
    "about": _l("くわしい紹介"),
    "qualifications": _l("資格・経歴"),
    "base": _l("活動の拠点"),
    "web_pages": _l("ウェブページ"),
    "on_site": _l("現地で手伝う"),
    "online": _l("オンラインで手伝う"),
    "languages": _l("ことば"),
    "travel_km": _l("その地域から何kmまで行けるか"),
    "schedule_note": _l("日時についての補足"),
    "fee": _l("謝礼"),
    "help_kinds": _l("手伝い方"),
    "legal_name": _l("本名"),
    "address": _l("住所"),
    "phone": _l("電話"),
    "email": _l("メール"),
    "birth_year": _l("生まれた年"),
    "notes": _l("覚え書き"),
    "findable_by": _l("見つけられる人"),
    "max_at_once": _l("一度に受ける数"),
    "max_per_month": _l("1か月に受ける数"),
    "max_per_year": _l("1年に受ける数"),
    "resting_until": _l("休む期限"),
    "minimum_notice_days": _l("頼む時期（何日前まで）"),
    "avoided_note": _l("引き受けない内容"),
    "source_id": _l("元の名簿での番号"),
    "last_confirmed_on": _l("最後に確かめた日"),
    "created_at": _l("登録した日時"),
    "updated_at": _l("更新した日時"),
}


def _entry(whom: Whom) -> Iterator[Entry]:
    if (person := whom.person) is None:
        return
    yield [
        *facts_of(person, WORDS, without=(*INTERNAL, "help_kinds")),
        Fact("help_kinds", WORDS["help_kinds"], [HelpKind(kind) for kind in person.help_kinds]),
        Fact("times", _l("動ける日時"), weekly(person.slots) if person.slots else ""),
        Fact(
            "possible_times", _l("頼まれれば動ける日時"), weekly(person.slots_possible) if person.slots_possible else ""
        ),
        Fact("skills", _l("できること"), [held.skill.name for held in person.skills]),
        Fact("fields", _l("活動分野"), [found.name for found in person.fields]),
        Fact("areas", _l("行ける地域"), [area.name for area in person.areas]),
        Fact("absences", _l("動けない日"), [f"{a.starts_on} – {a.ends_on}" for a in person.absences]),
        Fact("council_posts", _l("審議会などの委員"), [post.council for post in person.council_posts]),
        Fact("avoided_groups", _l("組めない団体"), [group.name for group in person.avoided_groups]),
        Fact("avoided_fields", _l("手伝いたくない分野"), [found.name for found in person.avoided_fields]),
    ]


def _erase(whom: Whom, erasure: Erasure) -> int:
    person = whom.person
    if person is None or session.get(Person, person.id) is None:
        return 0
    for name in ("skills", "absences", "council_posts"):
        erasure.counts[name] += len(getattr(person, name))
    erasure.changed.append(("person", person.id))
    session.delete(person)
    session.flush()
    return 1


ENTRY = Holding("person", _l("人材・協働サポーターの登録"), _entry, _erase)
