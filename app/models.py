"""All models in one place, for what must know every table."""

from directory.accounts import models as accounts
from directory.confirmations import models as confirmations
from directory.groups import models as groups
from directory.imports import models as imports
from directory.log import models as log
from directory.openings import models as openings
from directory.people import models as people
from directory.vocabularies import models as vocabularies
from kit import audit, jobs, links, mail
from matching.needs import models as needs

MODULES = (
    accounts,
    confirmations,
    groups,
    imports,
    log,
    openings,
    people,
    vocabularies,
    audit,
    jobs,
    links,
    mail,
    needs,
)
