"""After two have edited at once: what is stored now beside what was typed."""

from directory.history.models import Kind
from directory.history.shapes import Subject, kind_of, whole_shape
from directory.history.values import shapes_of_form
from directory.history.wording import Change, changes_in_words
from kit.forms import Form


def changed_meanwhile(form: Form, subject: Subject | None) -> list[Change] | None:
    """Where the form differs from the record that somebody else has saved meanwhile; None when nobody has."""
    if subject is None or "version" not in form.errors or not form.data:
        return None
    kind = kind_of(subject)
    assert kind is not None
    stored, typed = whole_shape(subject), shapes_of_form(kind, form.data)
    differing = {name: [stored[name], new] for name, new in typed.items() if stored[name] != new}
    return changes_in_words(Kind(kind), differing)
