"""Words for what can be proposed, and for what became of it."""

from typing import Any, Final

from directory.corrections.models import Decision
from directory.history.labels import ATTRIBUTES
from directory.history.models import Kind
from kit.i18n import _l
from kit.labels import describe

describe(
    Decision,
    {Decision.OPEN: _l("これから"), Decision.ACCEPTED: _l("直しました"), Decision.DECLINED: _l("直しませんでした")},
)

_OWN: Final = {"phone": _l("電話（公開されているもの）"), "other": _l("そのほか")}


def attribute_label(kind: Kind, attribute: str) -> Any:
    """What a proposed value is about."""
    return _OWN.get(attribute) or ATTRIBUTES[kind][attribute]
