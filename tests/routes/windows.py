"""A browser of Django's tests for each role, and the address of each thing of the world."""

from django.test import Client
from django.urls import reverse

from tests import cast
from tests.routes import table, world
from tests.routes.addresses import every_address

ADDRESSES = {found.name: found for found in every_address()}


def url(name: str, thing: str | None, espace: world.World) -> str:
    is_number = ADDRESSES[name].takes == ("pk",)
    return reverse(name, args=table.arguments(thing, espace.ids, is_number=is_number))


def browser(role: str, espace: world.World, **options) -> Client:
    """Entered by that role's own door; signed out for `anonymous`."""
    client = Client(raise_request_exception=False, **options)
    if person := espace.people[role]:
        cast.sign_in(client, person)
    return client


def again(client: Client, **options) -> Client:
    """A new window with the cookies of that one: where every act is undone, entering once is enough."""
    window = Client(raise_request_exception=False, **options)
    window.cookies.load({name: cookie.value for name, cookie in client.cookies.items()})
    return window
