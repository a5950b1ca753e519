"""How to reach me, on its way: in the session until the last button, then only where it belongs."""

import time
from dataclasses import asdict, dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain import contacts
from accounts.enums import ContactPath
from accounts.models import Person
from accounts.web.contact_forms import Questions

KEY = "contact_draft"
# Time to fill it slowly, not to leave a phone number to the next person on this computer.
TIME_SECONDS = 30 * 60


@dataclass
class ContactDraft:
    began: float
    path: str = ContactPath.WEB
    phone: str = ""
    call_name: str = ""
    may_leave_message: bool = False
    postal_address: str = ""
    email: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def chosen(self) -> dict[str, Any]:
        """What `contacts.choose` takes."""
        known = asdict(self)
        del known["began"], known["asked"]
        return known

    def check(self, question: str, said: Any) -> None:
        """This answer alone can be kept: what the path needs is asked for on its own page. Refused: see `contacts.check`."""
        own_path = {
            "phone": ContactPath.PHONE,
            "postal_address": ContactPath.POST,
            "email": ContactPath.EMAIL,
        }
        if question == "path":
            return
        path = self.path if own_path.get(question) == self.path else ContactPath.WEB
        contacts.check(**{"path": path, question: said})

    def next_slug(self) -> str:
        """The first page of this path that was not asked yet; nothing when it is time to check."""
        return next((slug for slug in Questions.OF_PATH.get(self.path, ()) if slug not in self.asked), "")

    def keep(self, request: HttpRequest) -> None:
        request.session[KEY] = asdict(self)


def of(request: HttpRequest, person: Person) -> ContactDraft:
    """The one on its way, or a fresh one from what is known, when there is none or it waited too long."""
    kept = request.session.get(KEY)
    if kept and time.time() - kept["began"] < TIME_SECONDS:
        return ContactDraft(**kept)
    details = contacts.details_of(person)
    # What is known already is not asked again: « Vérifie » shows it, with its « Changer ».
    known = {
        ContactPath.PHONE: details.phone if details else "",
        ContactPath.POST: details.postal_address if details else "",
        ContactPath.EMAIL: person.email,
    }
    return ContactDraft(
        began=time.time(),
        asked=[slug for path, detail in known.items() if detail for slug in Questions.OF_PATH[path]],
        path=person.contact_path,
        email=person.email,
        phone=details.phone if details else "",
        call_name=details.call_name if details else "",
        may_leave_message=bool(details and details.may_leave_message),
        postal_address=details.postal_address if details else "",
    )


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def rows(draft: ContactDraft) -> list[dict[str, str]]:
    """« Vérifie »: each answer, with its page."""
    message = _("You may leave a message") if draft.may_leave_message else _("Leave no message")
    said = [
        (_("To be told things"), str(ContactPath(draft.path).label), ""),
        (_("Phone"), draft.phone, "telephone"),
        (_("Who we ask for"), draft.call_name, "qui-demander"),
        (_("If nobody answers"), message, "message"),
        (_("Postal address"), draft.postal_address, "adresse"),
        (_("E-mail"), draft.email, "courriel"),
    ]
    of_calls = {"qui-demander", "message"}
    return [
        {
            "label": label,
            "value": value or _("Nothing."),
            "change_url": reverse("accounts:contact_question", args=[slug])
            if slug
            else reverse("accounts:contact"),
        }
        for label, value, slug in said
        if draft.phone or slug not in of_calls
    ]
