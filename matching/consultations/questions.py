"""What the questions of the form offer to choose from, the same on every page on which they are asked."""

from typing import Any

from directory.accounts.models import Account
from directory.memberships.queries import groups_kept_by
from directory.people.models import Audience
from directory.vocabularies import queries as vocabularies
from directory.vocabularies.models import Field, Skill
from kit.display import own_name
from kit.i18n import _
from matching.consultations import queries
from matching.needs.models import NeedKind


def offered(story: str, viewer: Account | None, *, title: str = "") -> dict[str, Any]:
    """Everything that the questions' templates want."""
    fields = {str(field.code): field for field in vocabularies.fields()}
    skills = {skill.code: skill for skill in vocabularies.skills()}
    return {
        "kinds": _kinds(),
        "fees": _fees(),
        "audiences": _audiences(),
        "fields": list(fields.values()),
        "skills": list(skills.values()),
        "districts": vocabularies.districts(),
        "proposed_fields": [_proposal(each, fields) for each in queries.proposed_fields(title, story)],
        "proposed_skills": [_proposal(each, skills) for each in queries.proposed_skills(title, story)],
        "own_groups": groups_kept_by(viewer) if viewer else [],
    }


def _proposal(proposal: queries.Proposal, known: dict[str, Any]) -> tuple[str, str, str]:
    entry: Field | Skill = known[proposal.code]
    return proposal.code, own_name(entry), str(_("お話の「%(word)s」から", word=proposal.word))


def _kinds() -> list[tuple[str, str, str]]:
    return [
        (NeedKind.ADVISER, _("教えてほしい・相談にのってほしい"), _("会計、助成金、広報など、くわしい人に聞きたい")),
        (NeedKind.HANDS, _("手を貸してほしい"), _("行事の当日や、作業を手伝ってほしい")),
        (NeedKind.PARTNER, _("いっしょに取り組む相手がほしい"), _("ほかの団体や会社、学校と組みたい")),
        (NeedKind.TALK, _("話し合う場がほしい"), _("いろいろな立場の人と話したい")),
        ("", _("まだ分からない（センターにまかせる）"), ""),
    ]


def _fees() -> list[tuple[str, str]]:
    return [
        ("free", _("お礼は出せない（無償でお願いしたい）")),
        ("expenses", _("交通費や材料費などの実費は出せる")),
        ("paid", _("謝金を出せる")),
        ("", _("決めていない")),
    ]


def _audiences() -> list[tuple[str, str, str]]:
    return [
        (Audience.COORDINATORS, _("センターの職員だけ"), _("職員が相手をさがします")),
        (Audience.MEMBERS, _("登録している団体や協働サポーターまで"), _("お名前は出しません")),
        (Audience.PUBLIC, _("だれでも"), _("「相談・募集」のページに出ます。お名前は出しません")),
    ]
