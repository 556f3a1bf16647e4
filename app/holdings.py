"""Everything that is held about people, kind by kind, in the order in which it is told and deleted."""

from directory.accounts.holdings import ACCOUNT, MEMBERSHIPS, SIGN_INS
from directory.consents.holdings import CONSENTS
from directory.deletions.ground import LETTERS, LINKS, TRAIL
from directory.imports.holdings import IMPORTS
from directory.people.holdings import ENTRY
from matching.needs.holdings import NEEDS

# What hangs on an account or an entry stands before it: a deletion counts it before the database removes it unasked.
HOLDINGS = (NEEDS, LETTERS, LINKS, CONSENTS, MEMBERSHIPS, SIGN_INS, IMPORTS, TRAIL, ENTRY, ACCOUNT)
