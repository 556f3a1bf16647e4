"""All models in one place, for what must know every table."""

import directory.accounts.models
import directory.groups.models
import directory.imports.models
import directory.people.models
import directory.vocabularies.models
import kit.audit
import kit.jobs
import matching.needs.models  # noqa: F401
