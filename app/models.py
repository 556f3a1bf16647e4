"""All models in one place, for what must know every table."""

from directory.accounts import models as accounts
from directory.availability import models as availability
from directory.center import models as center
from directory.claims import models as claims
from directory.confirmations import models as confirmations
from directory.consents import models as consents
from directory.corrections import models as corrections
from directory.deletions import models as deletions
from directory.documents import models as documents
from directory.groups import models as groups
from directory.history import models as history
from directory.imports import models as imports
from directory.log import models as log
from directory.memberships import models as memberships
from directory.openings import models as openings
from directory.people import models as people
from directory.registrations import models as registrations
from directory.reviews import models as reviews
from directory.vocabularies import models as vocabularies
from kit import audit, jobs, links, mail
from matching.care import models as care
from matching.consultations import models as consultations
from matching.exclusions import models as exclusions
from matching.follow_ups import models as follow_ups
from matching.introductions import models as introductions
from matching.meetings import models as meetings
from matching.needs import models as needs
from matching.plans import models as plans
from matching.stories import models as stories
from matching.suggestions import models as suggestions

MODULES = (
    accounts,
    availability,
    center,
    claims,
    confirmations,
    consents,
    corrections,
    deletions,
    documents,
    follow_ups,
    groups,
    history,
    imports,
    introductions,
    log,
    meetings,
    memberships,
    openings,
    people,
    registrations,
    reviews,
    stories,
    vocabularies,
    audit,
    jobs,
    links,
    mail,
    needs,
    care,
    consultations,
    exclusions,
    suggestions,
    plans,
)
