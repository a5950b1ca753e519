"""The fixed cast of the tests: people made through the domain, one function per role.

Every function opens a new account each time it is called. Territories, bodies and organisations are made once per
test (looked up by slug). Nobody has a NIP unless `pin=` is given: use `sign_in(client, person)`.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from knox.models import AuthToken

from accounts.domain import bodies, cards, factors, mandates, people, proofs
from accounts.enums import BodyKind, OrganisationKind, ParityGroup, Role, SeatGroup
from accounts.models import Body, Organisation, Person, Seat, Territory
from accounts.rules import second_step
from common import clock

NOW = datetime(2026, 11, 15, 12, 0, tzinfo=ZoneInfo("America/Toronto"))
# Mandates of the cast begin long before NOW and before the real day the tests run.
STARTS_ON = date(2026, 1, 5)
PIN = "246813"
# What the applications of the people who work here hold, in the tests alone.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

MRC = (
    ("kamouraska", "140", "Kamouraska", "de Kamouraska"),
    ("riviere-du-loup", "120", "Rivière-du-Loup", "de Rivière-du-Loup"),
    ("temiscouata", "130", "Témiscouata", "de Témiscouata"),
    ("les-basques", "110", "Les Basques", "des Basques"),
    ("rimouski-neigette", "100", "Rimouski-Neigette", "de Rimouski-Neigette"),
    ("la-mitis", "090", "La Mitis", "de La Mitis"),
    ("la-matapedia", "070", "La Matapédia", "de La Matapédia"),
    ("la-matanie", "080", "La Matanie", "de La Matanie"),
)


def territories() -> dict[str, Territory]:
    """The eight MRC by slug, from west to east."""
    if not Territory.objects.exists():
        for position, (slug, code, name, label_de) in enumerate(MRC, start=1):
            bodies.found_territory(
                by=None,
                now=NOW,
                slug=slug,
                code=code,
                name=name,
                official_name=f"MRC {label_de}",
                label_de=label_de,
                seat=name,
                position=position,
            )
    return {territory.slug: territory for territory in Territory.objects.west_to_east()}


def organisation(slug: str = "crd", name: str = "", short_name: str = "") -> Organisation:
    known = Organisation.objects.filter(slug=slug).first()
    if known:
        return known
    if slug == "crd":
        name, short_name = "Collectif régional de développement du Bas-Saint-Laurent", "CRD"
    return bodies.found_organisation(
        by=None,
        now=NOW,
        slug=slug,
        name=name or slug.replace("-", " ").capitalize(),
        kind=OrganisationKind.NON_PROFIT,
        short_name=short_name,
    )


def table() -> Body:
    known = Body.objects.filter(slug="table").first()
    return known or bodies.found_body(
        by=None, now=NOW, slug="table", kind=BodyKind.TABLE, name="Table régionale"
    )


def seat(slug: str = "t-logement", label: str = "Logement") -> Seat:
    known = Seat.objects.filter(slug=slug).first()
    return known or bodies.found_seat(
        by=None,
        now=NOW,
        body=table(),
        composition="2024-2029",
        slug=slug,
        label=label,
        group=SeatGroup.COMMUNITY,
        parity_group=ParityGroup.COMMUNITY,
    )


def newcomer(
    name: str = "Nouvelle personne",
    territory: str | None = "la-matapedia",
    age: str = "65+",
    *,
    username: str | None = None,
    pin: str | None = None,
    municipality: str = "",
) -> Person:
    """An account without any mandate: not welcomed yet."""
    person = people.register(
        by=None,
        display_name=name,
        territory=territories()[territory] if territory else None,
        municipality=municipality,
        age_group=age,
        username=username,
        now=NOW,
    )
    if pin:
        cards.choose_pin(by=None, person=person, pin=pin, now=NOW)
    return person


def citizen(name: str = "Ginette", territory: str = "la-matapedia", age: str = "65+", **account) -> Person:
    """A citizen of the Espace, welcomed on STARTS_ON."""
    person = newcomer(name, territory, age, **account)
    people.welcome(by=None, person=person, on=STARTS_ON, now=NOW)
    return person


def citizens(count: int, *, age: str = "35-49") -> list[Person]:
    """Citizens spread over the eight MRC in turn."""
    slugs = [mrc[0] for mrc in MRC]
    return [citizen(f"Personne {n + 1}", slugs[n % len(slugs)], age) for n in range(count)]


def _staff(
    name: str, role: Role, *, username: str | None = None, pin: str | None = None, **mandate
) -> Person:
    person = newcomer(name, None, "", username=username, pin=pin)
    mandates.grant(by=None, person=person, role=role, starts_on=STARTS_ON, now=NOW, **mandate)
    return person


def facilitator(name: str = "Élodie (animation)", employer: str = "crd", **account) -> Person:
    return _staff(name, Role.FACILITATOR, organisation=organisation(employer), **account)


def second_facilitator(name: str = "Tommy (animation)", **account) -> Person:
    """From another employer than `facilitator()`: some acts need two."""
    return facilitator(name, "porte-bleue", **account)


def support(name: str = "Josée (soutien)", profile: str = "travail de rue", **account) -> Person:
    return _staff(name, Role.SUPPORT, organisation=organisation("maison-rivage"), profile=profile, **account)


def crd_agent(name: str = "Agente de développement social (CRD)", **account) -> Person:
    return _staff(name, Role.CRD_AGENT, organisation=organisation(), **account)


def mrc_resource(
    name: str = "Ressource en développement social (Témiscouata)", territory: str = "temiscouata", **account
) -> Person:
    return _staff(name, Role.MRC_RESOURCE, territory=territories()[territory], **account)


def signatory(name: str = "Analyste (partenaire signataire)", **account) -> Person:
    return _staff(name, Role.SIGNATORY, organisation=organisation(), **account)


def table_member(
    name: str = "Siège Logement", seat_slug: str = "t-logement", label: str = "Logement", **account
):
    """One holder per seat: when the seat is taken, the next one of the same name."""
    chosen, turn = seat(seat_slug, label), 1
    while chosen.mandates.exists():
        turn += 1
        chosen = seat(f"{seat_slug}-{turn}", f"{label} {turn}")
    return _staff(name, Role.TABLE_MEMBER, seat=chosen, **account)


def secretary(name: str = "Secrétariat de la Table", **account) -> Person:
    """The seat that leads the Table (the signatory's): what the Table publishes comes from there."""
    turn = Seat.objects.filter(group=SeatGroup.SIGNATORY, mandates__isnull=False).count() + 1
    chosen = bodies.found_seat(
        by=None,
        now=NOW,
        body=table(),
        composition="2024-2029",
        slug=f"t-signataire-{turn}",
        label="Partenaire signataire régional",
        group=SeatGroup.SIGNATORY,
        parity_group="",
    )
    return _staff(name, Role.TABLE_MEMBER, seat=chosen, **account)


def carrier(name: str = "Coordination (Les Cuisines)", employer: str = "cuisine-vallee", **account) -> Person:
    return _staff(name, Role.CARRIER, organisation=organisation(employer), **account)


def scrutineer(name: str = "Marie-Ève (scrutatrice)", employer: str = "maison-rivage", **account) -> Person:
    return _staff(name, Role.SCRUTINEER, organisation=organisation(employer), **account)


def admin(name: str = "Administration technique", **account) -> Person:
    """The technical administration by mandate."""
    return _staff(name, Role.ADMIN, organisation=organisation(), **account)


def superuser(username: str = "racine") -> Person:
    """A Django superuser, without any mandate."""
    return Person.objects.create_superuser(username, None)


def sign_in(client, person: Person):
    """Enter as that person, without a NIP; whoever works here has gone through the second step. Returns the client."""
    client.force_login(person)
    if person.is_superuser or person.mandates.exclude(role=Role.CITIZEN).exists():
        session = client.session
        proofs.remember(session, person, factor=application(person).pk)
        session.save()
    return client


def token(person: Person) -> str:
    """A token of the API for that person, made with the second step where one is needed."""
    made, secret = AuthToken.objects.create(person)
    if person.is_superuser or person.mandates.exclude(role=Role.CITIZEN).exists():
        proofs.remember_token(made, factor=application(person).pk)
    return secret


def application(person: Person) -> Authenticator:
    """The person's application, which holds SECRET; made when they have none."""
    known = factors.application_of(person)
    return known or factors.keep_application(person, secret=SECRET, now=NOW)


def code_of(person: Person, *, now: datetime | None = None) -> str:
    """What that application shows (now, unless told)."""
    application(person)
    return second_step.code_of(SECRET, second_step.step_at((now or clock.now()).timestamp()))
