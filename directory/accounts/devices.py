"""What kind of browser somebody uses, in words they know it by."""

from kit.i18n import N_, _

_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_PHONES = {"iPhone", "iPad", "Android"}
_UNKNOWN = N_("わからない端末")


def device_of(user_agent: str) -> str:
    """``iPhone``, ``Windows・Chrome``; empty when it cannot be told."""
    system = next((words for sign, words in _SYSTEMS if sign in user_agent), "")
    browser = next((words for sign, words in _BROWSERS if sign in user_agent), "")
    return system if system in _PHONES else "・".join(part for part in (system, browser) if part)


def device_words(device: str) -> str:
    """For the page, also of a browser that does not say what it is."""
    return device or _(_UNKNOWN)
