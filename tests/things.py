"""One thing for every kind of address: closed to everybody but those whom its rule names."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from directory.confirmations.models import Answer, AnsweredBy, Confirmation
from directory.imports.models import ImportKind, ImportRun, ImportState
from directory.vocabularies.models import SynonymSet
from directory.vocabularies.queries import skills_by_code
from kit.db import session
from kit.links import make_link
from kit.mail import Recipient, leave_letter
from matching.needs.models import Need, NeedState
from tests.cast import Cast


@dataclass
class Things:
    """``values`` by the name that stands in the address, ``own`` by endpoint where another is needed."""

    values: dict[str, object]
    own: dict[str, dict[str, object]] = field(default_factory=dict)
    exceptions: dict[str, set[str]] = field(default_factory=dict)
    """Endpoints for which the thing here is not a closed one: who gets through all the same."""
    left_out: frozenset[str] = frozenset()

    def fill(self, address: str, endpoint: str) -> str:
        """The address with a thing for every part that is named."""
        values = {**self.values, **self.own.get(endpoint, {})}
        return re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda found: str(values[found[1]]), address)


def put_things(cast: Cast) -> Things:
    """Add what the cast does not have, to the open transaction."""
    need = session.get_one(Need, cast.need)
    need.state = NeedState.MATCHED
    letter = leave_letter(
        "confirmations.ask", about=f"group:{cast.river}", to=Recipient(name="花"), title="t", body="b"
    )
    run = ImportRun(kind=ImportKind.GROUPS, state=ImportState.DONE, file_name="a.csv")
    wish = Confirmation(group_id=cast.river, answer=Answer.CHANGES, answered_by=AnsweredBy.PHONE, words="直す")
    synonyms = SynonymSet(words=["一", "二"])
    session.add_all([run, wish, synonyms])
    session.flush()
    assert letter is not None
    skill = skills_by_code(["carpentry"])[0]
    return Things(
        values={
            "group_id": cast.paused,
            "person_id": cast.quiet,
            "need_id": cast.need,
            "kind": "groups",
            "record_id": cast.paused,
            "letter_id": letter.id,
            "run_id": run.id,
            "set_id": synonyms.id,
            "skill_id": skill.id,
            "code": "359998-01",
            "step": "off",
            "purpose": "register",
            "number": 1,
            "filename": "site.css",
            "confirmation_id": wish.id,
            "token": make_link("confirmations.answer", f"group:{cast.river}", lasts=timedelta(days=1)),
        },
        left_out=frozenset(),
    )
