"""Everything that can be imported, by kind."""

from directory.imports.models import ImportKind
from directory.imports.registers import AreaImporter, GroupImporter, PersonImporter
from matching.needs.imports import NeedImporter

IMPORTERS = {
    ImportKind.GROUPS: GroupImporter(),
    ImportKind.PEOPLE: PersonImporter(),
    ImportKind.NEEDS: NeedImporter(),
    ImportKind.AREAS: AreaImporter(),
}
