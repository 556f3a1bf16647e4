"""The centre changes what it says of itself."""

from collections.abc import Mapping

from directory.accounts.models import Account
from directory.center.models import Item, Saying
from kit import audit
from kit.db import session


def say(texts: Mapping[Item, str], *, by: Account) -> None:
    """Keep these texts; an empty one goes back to what the settings or the page have."""
    changed = []
    for item, text in texts.items():
        saying = session.get(Saying, item)
        if (saying.text if saying else "") == text:
            continue
        changed.append(item.value)
        if not text:
            session.delete(saying)
        elif saying:
            saying.text = text
        else:
            session.add(Saying(item=item, text=text))
    if changed:
        audit.record("center.said", "center:1", actor_id=by.id, changed=changed)
