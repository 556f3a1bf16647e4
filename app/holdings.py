"""Everything that is held about people, kind by kind, in the order in which it is told and deleted."""

from directory.accounts.holdings import ACCOUNT, MEMBERSHIPS, SIGN_INS
from directory.availability.holdings import BUSY_TIMES
from directory.claims.holdings import CLAIMS
from directory.confirmations.holdings import CONFIRMATIONS
from directory.consents.holdings import CONSENTS
from directory.corrections.holdings import CORRECTIONS
from directory.deletions.ground import LETTERS, LINKS, TRAIL
from directory.imports.holdings import IMPORTS
from directory.log.holdings import LOG
from directory.memberships.holdings import INVITATIONS
from directory.openings.holdings import OPENINGS
from directory.people.holdings import ENTRY
from directory.reviews.holdings import REVIEWS
from matching.care.holdings import CARE
from matching.consultations.holdings import CONSULTATIONS
from matching.exclusions.holdings import EXCLUSIONS
from matching.follow_ups.holdings import FOLLOW_UPS
from matching.introductions.holdings import INTRODUCTIONS
from matching.meetings.holdings import MEETINGS
from matching.needs.holdings import NEEDS
from matching.plans.holdings import PLANS
from matching.stories.holdings import STORIES
from matching.suggestions.holdings import SUGGESTIONS

# What hangs on an account or an entry stands before it: a deletion counts it before the database removes it unasked.
HOLDINGS = (
    PLANS,  # before the entry and the needs, with which the database would remove the rows
    SUGGESTIONS,
    STORIES,  # these three before the introductions, which say whose they are
    FOLLOW_UPS,
    MEETINGS,
    CARE,
    EXCLUSIONS,
    INTRODUCTIONS,  # before the needs: whose need it is says whose words are in it
    CONSULTATIONS,
    NEEDS,
    LOG,
    LETTERS,
    LINKS,
    CORRECTIONS,
    CLAIMS,
    INVITATIONS,
    CONFIRMATIONS,
    CONSENTS,
    REVIEWS,
    OPENINGS,
    MEMBERSHIPS,
    SIGN_INS,
    IMPORTS,
    TRAIL,
    BUSY_TIMES,
    ENTRY,
    ACCOUNT,
)
