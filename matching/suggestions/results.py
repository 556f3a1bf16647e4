"""What an answer to "whom could we propose?" is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from matching.scoring.criteria import Comparison
from matching.scoring.points import Excluded, Scored
from matching.scoring.profiles import Key, NeedProfile, PartnerKind, Vocabulary
from matching.scoring.rules import Rule
from matching.scoring.weights import Criterion, Side
from matching.suggestions.changes import WhatIf
from matching.suggestions.objections import exclusion


@dataclass(frozen=True, slots=True)
class Reason:
    """Points out of ``max`` for one criterion, with the sentence that can be checked."""

    criterion: Criterion
    points: int
    max: int
    text: str

    @property
    def side(self) -> Side:
        """Whose side the criterion is on."""
        return self.criterion.side


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody to propose.

    ``fit_for_need`` and ``fit_for_partner``: the two sums of the reasons' points; ``confidence``: how much of the partner's
    side is stated, in percent; ``mutual``: both in one; ``score``: after taking turns. ``newcomer``: not asked for long, and
    therefore put on the place for a new face.
    """

    kind: PartnerKind
    id: int
    name: str
    score: int
    fit_for_need: int
    fit_for_partner: int | None
    confidence: int
    mutual: int
    newcomer: bool
    reasons: Sequence[Reason]
    against: Sequence[str]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Somebody who is not proposed; the sentence is made when it is read, as there may be many."""

    excluded: Excluded
    comparison: Comparison
    vocabulary: Vocabulary

    @property
    def kind(self) -> PartnerKind:
        """Person or group."""
        return self.excluded.partner.kind

    @property
    def id(self) -> int:
        """Id of the person or group."""
        return self.excluded.partner.id

    @property
    def name(self) -> str:
        """Name of the person or group."""
        return self.excluded.partner.name

    @property
    def rule(self) -> Rule:
        """The first rule that was broken."""
        return self.excluded.rule

    @property
    def code(self) -> str:
        """The number of the rule."""
        return self.rule.code

    @property
    def text(self) -> str:
        """Why, in a sentence."""
        return exclusion(self.rule, self.excluded.partner, self.comparison, self.vocabulary)


@dataclass(frozen=True, kw_only=True)
class SuggestionList:
    """The best, best first; ``total``: how many could be proposed.

    ``excluded``: some of those kept off by each rule, and ``excluded_counts`` how many there are; empty for whom it is not
    meant. ``weights``: the id of the weights.
    """

    items: Sequence[Suggestion]
    total: int
    excluded: Sequence[Exclusion]
    excluded_counts: Mapping[Rule, int]
    what_if: Sequence[WhatIf]
    need: NeedProfile
    vocabulary: Vocabulary
    weights: str
    scored: Sequence[Scored]
    """The items with everything that was weighed."""
    snapshot_at: datetime
    """When the columns were built."""
    newcomers: frozenset[Key]
    """Of the items those whom only the changed condition lets in."""
    left_out: Sequence[Criterion] = field(default_factory=list)
    """Criteria that do not apply to this need; the others are rescaled to the full number of points."""
