"""The centre that runs this installation, as pages and letters name it."""

from dataclasses import dataclass

from kit.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Center:
    """Name, phone, address and opening hours; any but the name may be empty."""

    name: str
    phone: str
    address: str
    hours: str


def center_of(settings: Settings) -> Center:
    """The centre as the settings name it."""
    return Center(
        name=settings.center_name,
        phone=settings.center_phone,
        address=settings.center_address,
        hours=settings.center_hours,
    )
