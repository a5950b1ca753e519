"""What the technical administration calls people, mandates and bodies."""

from django.utils.translation import gettext_lazy as _

from accounts.models import AccessCard, Body, Mandate, Organisation, Person, Seat, Territory
from common.plain_admin import name_for_people

MRC, ORGANISATION, PERSON = _("MRC"), _("organisation"), _("person")
NAME, SHORT_NAME, KIND, ADDRESS = _("name"), _("short name"), _("kind"), _("word in the address of the page")

name_for_people(
    Person,
    PERSON,
    _("people"),
    display_name=_("borrowed name"),
    username=_("login name"),
    territory=MRC,
    age_group=_("age group"),
    contact_path=_("how we reach them"),
    is_active=_("account open"),
    left_at=_("left on"),
)
name_for_people(
    AccessCard,
    _("access card"),
    _("access cards"),
    number=_("card number"),
    person=PERSON,
    issued_at=_("given on"),
    revoked_at=_("closed on"),
)
name_for_people(
    Mandate,
    _("mandate"),
    _("mandates"),
    person=PERSON,
    role=_("role"),
    starts_on=_("first day"),
    ends_on=_("last day"),
    organisation=ORGANISATION,
    territory=MRC,
    seat=_("seat at the Table"),
    profile=_("profile"),
    reason=_("why it was given"),
    end_reason=_("why it ended"),
)
name_for_people(
    Organisation,
    ORGANISATION,
    _("organisations"),
    name=NAME,
    kind=KIND,
    short_name=SHORT_NAME,
    territory=MRC,
    mission=_("what it does"),
    slug=ADDRESS,
)
name_for_people(
    Territory, MRC, _("MRCs"), name=NAME, slug=ADDRESS, code=_("code"), position=_("place from west")
)
name_for_people(
    Body,
    _("body"),
    _("bodies"),
    name=NAME,
    kind=KIND,
    short_name=SHORT_NAME,
    territory=MRC,
    organisation=ORGANISATION,
    slug=ADDRESS,
)
name_for_people(
    Seat,
    _("seat"),
    _("seats"),
    body=_("body"),
    label=NAME,
    composition=_("version of the Table"),
    group=_("group"),
    parity_group=_("side of the Table"),
    is_current=_("seat of today"),
    holder_label=_("who holds it"),
    territory=MRC,
    position=_("order"),
    slug=ADDRESS,
)
