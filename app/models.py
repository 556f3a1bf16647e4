"""All models in one place, for what must know every table."""

from directory.accounts import models as accounts
from directory.claims import models as claims
from directory.confirmations import models as confirmations
from directory.groups import models as groups
from directory.imports import models as imports
from directory.memberships import models as memberships
from directory.people import models as people
from directory.vocabularies import models as vocabularies
from kit import audit, jobs, links, mail
from matching.needs import models as needs

MODULES = (
    accounts, claims, confirmations, groups, imports, memberships, people, vocabularies, audit, jobs, links, mail, needs,
)  # fmt: skip
