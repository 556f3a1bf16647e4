"""What a visitor may propose, and how it is answered."""

from enum import StrEnum

from kit.fields import Choice, EmailAddress, PhoneNumbers, Text, WebPages
from kit.forms import Schema


class ProposalSchema(Schema):
    """Proposed values; an empty one proposes nothing. ``homepage`` is a trap: people do not see it, machines fill it in."""

    purpose = Text(limit=200)
    introduction = Text(limit=200)
    activities = Text(limit=4000, lines=True)
    about = Text(limit=4000, lines=True)
    place = Text(limit=300)
    base = Text(limit=200)
    schedule_note = Text(limit=300)
    web_pages = WebPages()
    phone = PhoneNumbers(limit=100)
    other = Text(limit=1000, lines=True)
    remark = Text(limit=1000, lines=True)
    email = EmailAddress(limit=254)
    homepage = Text(limit=300)


class Answer(StrEnum):
    """What is done with a proposed value."""

    ACCEPT = "accept"
    DECLINE = "decline"


class AnswerSchema(Schema):
    """The answer to one proposed value."""

    step = Choice(Answer, required=True)
    sentence = Text(limit=500)
