"""What may be done with a letter, and whom its link is shown to."""

from kit.mail import Letter, LetterState


def may_show_link(letter: Letter) -> bool:
    """The link is on the paper that staff print and nowhere else: who reads it can act as the recipient."""
    return letter.is_on_paper and may_be_posted(letter)


def may_be_posted(letter: Letter) -> bool:
    """Letters about an account prove that their reader has its mail address: on paper they would prove nothing."""
    return not letter.kind.startswith("accounts.")


def subject_of(letter: Letter) -> str:
    """Whose private data its address is: the record that it is about, else the letter itself."""
    return letter.about or f"letter:{letter.id}"


def may_go_on_paper(letter: Letter) -> bool:
    """Letters that wait for the mail server or were refused can be posted instead."""
    return may_be_posted(letter) and letter.state in (LetterState.WAITING, LetterState.FAILED)
