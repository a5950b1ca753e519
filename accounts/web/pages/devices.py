"""« Mes appareils », in words: where I am inside now, and the devices that know me."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.domain import sessions
from accounts.models import Person
from common import dates

SESSION, TOKEN, DEVICE, OTHERS = "seance", "programme", "appareil", "autres"


@dataclass(frozen=True)
class Line:
    """`what` names the thing for the button that closes it; empty for the device one is on."""

    name: str
    text: str
    what: str = ""


@dataclass(frozen=True)
class DevicesPage:
    here: Line
    elsewhere: list[Line]
    known: list[Line]

    @property
    def has_others(self) -> bool:
        return len(self.elsewhere) > 1 or bool(self.elsewhere and self.known)


def devices_page(person: Person, *, key: str) -> DevicesPage:
    doors = sessions.doors_of(person)
    here, elsewhere, inside = Line(_("This device"), ""), [], set()
    for row in doors.sessions:
        inside.add(row.device_id)
        since = _("Inside since %(moment)s.") % {"moment": dates.day_time(row.opened_at)}
        if row.session_key == key:
            here = Line(str(row), f"{since} {_own_words(row.device_id)}")
        else:
            elsewhere.append(Line(str(row), since, f"{SESSION}-{row.pk}"))
    for token in doors.tokens:
        text = _("It entered with your NIP on %(moment)s.") % {"moment": dates.day_time(token.created)}
        elsewhere.append(Line(_("Program"), text, f"{TOKEN}-{token.pk}"))
    known = [
        Line(
            str(device),
            _("Last time: %(day)s.") % {"day": dates.day(device.last_on)},
            f"{DEVICE}-{device.pk}",
        )
        for device in doors.devices
        if device.pk not in inside
    ]
    return DevicesPage(here=here, elsewhere=elsewhere, known=known)


def _own_words(device_id: int | None) -> str:
    if device_id is None:
        return _("You said that it is a shared computer.")
    return _("You said that it is yours.")
