"""Coming in and going out of a browser's session, the same way at every door."""

from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, login, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.domain import devices, sessions
from accounts.models import Person
from common import clock

OWN_DEVICE_SECONDS = 14 * 24 * 60 * 60
# The cookie outlives the session: it only tells one's own device from a stranger's.
DEVICE_SECONDS = 365 * 24 * 60 * 60
# In the session: the key under which it is listed (it changes with the NIP), and the last minute somebody was there.
LISTED, LAST_SEEN = "listed_as", "last_seen"
# In the session of nobody, after an idle leave: whose it was (see `accounts/web/middleware.py`).
WAS, KEPT = "was", "kept"
_MARK = "_device_mark"


def come_in(request: HttpRequest, person: Person, *, is_own: bool = False, is_first: bool = False) -> None:
    """Open the session of somebody just recognised. `is_own`: they said that the device is theirs alone.

    `is_first`: they have just opened the account, which is a line of its own.

    Effects: a line in their journal when the device is unknown; on their own device, its cookie and 14 days inside.
    """
    now, seen, mark = clock.now(), devices.seen_in(request), devices.mark_of(request)
    if not is_first and devices.known(person=person, mark=mark) is None:
        devices.note_entrance(person=person, seen=seen, now=now)
    if is_own:
        mark = mark or devices.draw()
        devices.remember(person=person, mark=mark, seen=seen, now=now)
        request.COOKIES[devices.COOKIE] = mark
        setattr(request, _MARK, mark)
    login(request, person)
    # Zero: the session ends with the browser.
    request.session.set_expiry(OWN_DEVICE_SECONDS if is_own else 0)


def list_session(request: HttpRequest, person: Person) -> None:
    """Write the session among the person's, under its key of now."""
    if request.session.session_key is None:
        request.session.save()
    key = str(request.session.session_key)
    device = devices.known(person=person, mark=devices.mark_of(request))
    sessions.opened(person=person, key=key, seen=devices.seen_in(request), now=timezone.now(), device=device)
    request.session[LISTED] = key


def keep_listed(request: HttpRequest) -> None:
    """A new NIP gives the session another key: its line follows. Nothing is asked when the key is the same."""
    if isinstance(request.user, Person) and request.session.get(LISTED) != request.session.session_key:
        list_session(request, request.user)


def on_login(*, request: HttpRequest, user: Any, **_signal: Any) -> None:
    """At every door (NIP, code, passkey, second step): Django says that somebody came in. Connected by `config`."""
    if not isinstance(user, Person) or request is None:
        return
    request.session.pop(WAS, None)
    request.session.pop(KEPT, None)
    request.session[LAST_SEEN] = int(timezone.now().timestamp())
    list_session(request, user)


def whose_it_was(request: HttpRequest) -> Person | None:
    """Whose session this browser had, when it ended by itself: known for what they send from a page left open.

    Nobody after « Quitter », a sign-out from another device, or a new NIP.
    """
    person_id = request.session.get(WAS)
    if person_id is not None:
        return Person.objects.present().filter(pk=person_id).first()
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    expired = Session.objects.filter(session_key=key, expire_date__lte=timezone.now()).first()
    if expired is None:
        return None
    data = expired.get_decoded()
    person = Person.objects.present().filter(pk=data.get(SESSION_KEY)).first()
    if person is None or not constant_time_compare(
        data.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()
    ):
        return None
    return person


def go_out(request: HttpRequest) -> None:
    """End the session and its sockets."""
    key = request.session.session_key
    logout(request)
    if key:
        sessions.left(key=key)


def write_device(request: HttpRequest, response: HttpResponse, *, is_secure: bool) -> None:
    """Give this browser the cookie of a device whose person has just said it is theirs."""
    mark = getattr(request, _MARK, "")
    if mark:
        response.set_cookie(
            devices.COOKIE, mark, max_age=DEVICE_SECONDS, httponly=True, samesite="Lax", secure=is_secure
        )
