"""What is kept of a device: its kind and the family of its browser, never its whole name."""

from dataclasses import dataclass

from accounts.enums import DeviceKind

# Each family hides behind the names of older ones: the order counts.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@dataclass(frozen=True)
class Seen:
    """What a browser says of itself, shortened."""

    kind: str
    browser: str


def seen(user_agent: str) -> Seen:
    """« Téléphone, Firefox » out of the long name that browsers send."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    if (
        "iPad" in user_agent
        or "Tablet" in user_agent
        or ("Android" in user_agent and "Mobile" not in user_agent)
    ):
        return Seen(DeviceKind.TABLET, browser)
    if "Mobi" in user_agent or "iPhone" in user_agent:
        return Seen(DeviceKind.PHONE, browser)
    return Seen(DeviceKind.COMPUTER, browser)
