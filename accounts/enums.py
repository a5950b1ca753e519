"""Roles, groups and kinds. Stored values are the scenario's words, labels are English msgids."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a mandate lets a person do. Only CITIZEN leads to a vote; every other role excludes it."""

    CITIZEN = "citizen", _("citizen")
    FACILITATOR = "facilitator", _("facilitation")
    SUPPORT = "support", _("support")
    CRD_AGENT = "crd_agent", _("social development officer")
    MRC_RESOURCE = "mrc_resource", _("MRC resource")
    SIGNATORY = "signatory", _("signatory partner")
    TABLE_MEMBER = "table_member", _("Table member")
    CARRIER = "carrier", _("carrier organisation")
    SCRUTINEER = "scrutineer", _("scrutineer")
    ADMIN = "admin", _("technical administration")


class DelegateKind(models.TextChoices):
    """The place of a delegate of an MRC in the circle."""

    TITULAR = "titulaire", _("titular")
    ALTERNATE = "suppleance", _("alternate")


class AgeGroup(models.TextChoices):
    """An age group, never a birth date."""

    FROM_14 = "14-15", _("14 to 15 years old")
    FROM_16 = "16-17", _("16 to 17 years old")
    FROM_18 = "18-24", _("18 to 24 years old")
    FROM_25 = "25-34", _("25 to 34 years old")
    FROM_35 = "35-49", _("35 to 49 years old")
    FROM_50 = "50-64", _("50 to 64 years old")
    FROM_65 = "65+", _("65 years old and over")

    @property
    def youngest(self) -> int:
        """The youngest age of the group, in years: a person is surely at least this old."""
        return int(self.value.rstrip("+").split("-")[0])

    @classmethod
    def surely_at_least(cls, age: int) -> list[str]:
        """Values of the groups whose every person has `age` years or more."""
        return [group.value for group in cls if group.youngest >= age]


class ContactPath(models.TextChoices):
    """How the person is reached (not a way to vote)."""

    WEB = "web", _("on screen")
    PHONE = "telephone", _("by phone")
    MEETING = "rencontre", _("at a meeting")
    POST = "courrier", _("by letter")
    EMAIL = "courriel", _("by e-mail")


class Via(models.TextChoices):
    """By which path words reached the Espace."""

    WEB = "web", _("on screen")
    PHONE = "telephone", _("by phone")
    MEETING = "rencontre", _("at a meeting")
    PAPER = "papier", _("on paper")


class BodyKind(models.TextChoices):
    ESPACE = "espace", _("the Espace")
    TABLE = "table", _("regional Table")
    TERRITORIAL = "territorial", _("territorial concertation")
    SIGNATORY = "signatory", _("regional signatory partner")


class SeatGroup(models.TextChoices):
    SIGNATORY = "signataire", _("signatory")
    GOVERNMENT = "gouvernemental", _("government")
    MUNICIPAL = "municipal", _("municipal")
    COMMUNITY = "communaute", _("community")


class ParityGroup(models.TextChoices):
    INSTITUTIONAL = "institutionnel", _("institutional")
    COMMUNITY = "communaute", _("community")


class OrganisationKind(models.TextChoices):
    NON_PROFIT = "obnl", _("non-profit organisation")
    COOPERATIVE = "cooperative-obnl", _("co-operative recognised as non-profit")
    MUNICIPAL = "municipal", _("municipal body")
    INDIGENOUS = "autochtone", _("First Nations body")
    RESEARCH = "recherche", _("research centre")
    BUSINESS = "entreprise", _("private business")
    MINISTRY = "ministere", _("ministry")


class AccountEventKind(models.TextChoices):
    """What a person's journal may tell them. The label follows « le 3 mars: »; who did it is said beside it."""

    CARD_ISSUED = "card_issued", _("A card was made for you.")
    CARD_OPENED = "card_opened", _("Your card was opened for the first time.")
    ENTERED_NEW_DEVICE = "entered_new_device", _("Somebody entered your account with a new device.")
    PIN_CHANGED = "pin_changed", _("Your NIP was changed.")
    RECOVERY_ASKED = "recovery_asked", _("Somebody asked for a code to change your NIP.")
    RECOVERY_ISSUED = "recovery_issued", _("A code to change your NIP was made.")
    RECOVERY_USED = "recovery_used", _("Your NIP was changed with a code.")
    RECOVERY_REVOKED = "recovery_revoked", _("A code to change your NIP was cancelled.")
    NOT_ME = "not_me", _("You said that a change did not come from you.")
    SIGNED_OUT = "signed_out", _("A device was signed out.")
    PASSKEY_ADDED = "passkey_added", _("A passkey was added.")
    PASSKEY_REMOVED = "passkey_removed", _("A passkey was removed.")
    SECOND_FACTOR_SET = "second_factor_set", _("The second step to enter was set up.")
    SECOND_FACTOR_REMOVED = "second_factor_removed", _("The second step to enter was taken away.")
    CONTACT_CHANGED = "contact_changed", _("How to reach you was changed.")
    MANDATE_GRANTED = "mandate_granted", _("A role was given to you.")
    MANDATE_ENDED = "mandate_ended", _("A role of yours was ended.")
    WRITTEN_FOR_YOU = "written_for_you", _("Words of yours were written down for you.")
    BALLOT_BY_POST = "ballot_by_post", _("A ballot by mail was asked for you.")
    VOICE_SUSPENDED = "voice_suspended", _("You may not write for some days. You still vote.")
    VOICE_RESTORED = "voice_restored", _("You may write again.")


class IdentityPart(models.TextChoices):
    """What somebody who works here looked at."""

    CONTACT = "contact", _("how to reach you")
    ACCOUNT = "account", _("your card and your age group")
    MUNICIPALITY = "municipality", _("your municipality")


class VoiceReason(models.TextChoices):
    """Why a voice is paused. Being in distress, or wrong, is no reason."""

    ATTACK = "attaque", _("Insults or attacks a person")
    HATE = "haine", _("Hateful or discriminating words")
    THREAT = "menace", _("Threatens somebody")
    PRIVATE_DATA = "donnees_privees", _("Gives an address, a phone or a file number")
    ADVERTISING = "publicite", _("Advertising or a scam")
    FALSE_FLAGS = "faux_signalements", _("Flags messages to make others silent")


class DeviceKind(models.TextChoices):
    """As much of a device as is kept: what helps its person to recognise it."""

    PHONE = "phone", _("Phone")
    TABLET = "tablet", _("Tablet")
    COMPUTER = "computer", _("Computer")
