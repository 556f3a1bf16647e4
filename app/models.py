"""All models in one place, for what must know every table."""

from directory.accounts import models as accounts
from directory.corrections import models as corrections
from directory.groups import models as groups
from directory.history import models as history
from directory.imports import models as imports
from directory.people import models as people
from directory.vocabularies import models as vocabularies
from kit import audit, jobs, links, mail
from matching.needs import models as needs

MODULES = (accounts, corrections, groups, history, imports, people, vocabularies, audit, jobs, links, mail, needs)
