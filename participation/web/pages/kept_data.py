"""What the Espace keeps about people: why, who sees it, until when. The privacy page is this table.

`holds` names models (« app.Model ») or single fields (« app.Model.field »). `tests/participation/web_public/test_privacy.py`
compares them with the real models: a new field about somebody without a row here fails the tests.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from participation.web.pages.kept_of_help import ECHOES, HELPED, OFFERED, SEEN_KEPT, SPEAKING, TOLD
from participation.web.pages.kept_of_votes import VOTING
from participation.web.pages.kept_of_work import WORKING
from participation.web.pages.kept_row import STAYS, STAYS_PUBLIC, Kept

WELCOME = gettext_lazy("Facilitation and the technical administration.")

ENTERING = (
    Kept(
        what=gettext_lazy("Your card number, and the codes of your first time and of a forgotten NIP"),
        why=gettext_lazy("To recognise you when you enter."),
        seen_by=WELCOME,
        until=STAYS,
        holds=(
            "accounts.AccessCard",
            "accounts.CardBatch",
            "accounts.OpeningCode",
            "accounts.EmailCode",
            "accounts.NipCode",
            "accounts.RecoveryRequest",
            "accounts.Person.nip_recovered_at",
            "accounts.Person.nip_recovered_on",
            "accounts.Person.username",
            "accounts.Person.last_login",
        ),
    ),
    Kept(
        what=gettext_lazy("Your NIP, scrambled"),
        why=gettext_lazy("To make sure it is you."),
        seen_by=gettext_lazy("Nobody. Even we cannot read it again."),
        until=gettext_lazy("Until you choose another one."),
        holds=("accounts.Person.password",),
    ),
    Kept(
        what=gettext_lazy("What you may do here, and since when"),
        why=gettext_lazy("To know who votes, and who supports without voting."),
        seen_by=gettext_lazy("Your role is shown. The rest: the technical administration."),
        until=STAYS,
        holds=(
            "accounts.Mandate",
            "accounts.MandateProposal",
            "accounts.Delegation",
            "accounts.DelegateAbsence",
            "accounts.Person.is_active",
            "accounts.Person.is_superuser",
            "accounts.Person.joined_at",
            "accounts.Person.left_at",
            "accounts.Person.groups",
            "accounts.Person.user_permissions",
            "knox.AuthToken",
            "sessions.Session",
            "accounts.Person.session_round",
        ),
    ),
    Kept(
        what=gettext_lazy("The devices where you entered: their kind, their browser, the day"),
        why=gettext_lazy("So that you can close them, and that nobody locks you out."),
        seen_by=gettext_lazy("You, in “My devices”."),
        until=gettext_lazy(
            "Where you are inside: until you leave. Your own devices: until you take them away."
        ),
        holds=("accounts.OpenSession", "accounts.KnownDevice"),
    ),
    Kept(
        what=gettext_lazy("Your passkeys, or the second step of those who work here"),
        why=gettext_lazy("So that a stolen NIP or password is not enough."),
        seen_by=gettext_lazy("Nobody. It is scrambled. A passkey never leaves your device."),
        until=gettext_lazy("Until you remove it, or leave."),
        holds=("mfa.Authenticator", "accounts.RecoveryCode", "accounts.UsedStep", "accounts.ProvenToken"),
    ),
)
TALK = (
    Kept(
        what=gettext_lazy("The day of your welcome talk, and who held it and confirmed it"),
        why=gettext_lazy("So that nobody can invent a member alone."),
        seen_by=gettext_lazy("The people who accompany you here. Nothing of what you said is kept."),
        until=STAYS,
        holds=("accounts.Welcome",),
    ),
    Kept(
        what=gettext_lazy("The organisation that referred you, if the rules ask for it"),
        why=gettext_lazy("The Espace may choose this rule. Only the name is kept."),
        seen_by=gettext_lazy("The people who accompany you here."),
        until=STAYS,
        holds=("accounts.Welcome.referred_by",),
    ),
)
YOU = (
    Kept(
        what=gettext_lazy("Your borrowed name and your MRC"),
        why=gettext_lazy("So that others know who speaks, and from where."),
        seen_by=gettext_lazy("The members. Never the visitors."),
        until=STAYS,
        holds=(
            "accounts.Person.display_name",
            "accounts.Person.name_key",
            "accounts.Person.name_chosen_at",
            "accounts.Person.territory",
        ),
    ),
    Kept(
        what=gettext_lazy("Your municipality, if you gave it"),
        why=gettext_lazy("To know whether the whole region is heard."),
        seen_by=gettext_lazy("No page shows it. Whoever runs the server could read it."),
        until=STAYS,
        holds=("accounts.Person.municipality",),
    ),
    Kept(
        what=gettext_lazy("The day of your last e-mail, and the links that stop them"),
        why=gettext_lazy("To write to you once a day at most, and to stop when you say so."),
        seen_by=gettext_lazy("Nobody."),
        until=gettext_lazy("A link lasts 60 days. The day is replaced by the next one."),
        holds=("participation.MailDay", "participation.StopLink"),
    ),
    Kept(
        what=gettext_lazy("Your age group and how to reach you"),
        why=gettext_lazy("To respect the voting age, and to answer you your way."),
        seen_by=WELCOME,
        until=STAYS,
        holds=("accounts.Person.age_group", "accounts.Person.contact_path"),
    ),
    Kept(
        what=gettext_lazy("Your e-mail, your phone or your postal address, only if you gave them"),
        why=gettext_lazy("To tell you things your way, and to send you a code if you ask."),
        seen_by=gettext_lazy("Whoever answers you. Each look is written in your journal."),
        until=gettext_lazy("Until you erase them, or leave."),
        holds=(
            "accounts.Person.email",
            "accounts.ContactDetails",
            "account.EmailAddress",
            "account.EmailConfirmation",
        ),
    ),
    Kept(
        what=gettext_lazy("The journal of your account, and who looked at your details"),
        why=gettext_lazy("So that nobody changes or reads them without you knowing."),
        seen_by=gettext_lazy("You. Whoever runs the server could read it."),
        until=gettext_lazy("Always. Nobody can erase a line of it."),
        holds=(
            "accounts.AccountEvent",
            "accounts.IdentityView",
            "accounts.Dispute",
            "accounts.Person.journal_seen_at",
        ),
    ),
)
SAYING = (
    Kept(
        what=gettext_lazy("Your concerns"),
        why=gettext_lazy("To talk about them together, and to ask for answers."),
        seen_by=gettext_lazy("Those you chose: facilitation, the members, or the Table without your name."),
        until=gettext_lazy("Withdrawn, nobody reads it on the site. The text stays on the server."),
        holds=(
            "participation.Concern",
            "participation.Grouping",
            "participation.ReferralAccord",
            "participation.Quote",
        ),
    ),
    Kept(
        what=gettext_lazy("What you began and did not send"),
        why=gettext_lazy("So that you lose nothing."),
        seen_by=gettext_lazy("You alone, on the site."),
        until=gettext_lazy("Until you send it or throw it away."),
        holds=("participation.Draft", "accounts.KeptWords"),
    ),
    Kept(
        what=gettext_lazy("Your messages, and what is flagged"),
        why=gettext_lazy("To talk, and to keep the talk safe."),
        seen_by=gettext_lazy("The members. A private word: you and facilitation."),
        until=gettext_lazy("Withdrawn or hidden, its place stays in the thread."),
        holds=(
            "deliberation.Thread.opened_by",
            "deliberation.Message",
            "common.SearchEntry",
            "deliberation.MessageVersion",
            "deliberation.Round",
            "deliberation.Turn",
            "deliberation.Flag",
            "participation.TextFlag",
            "deliberation.ModerationAction",
        ),
    ),
    Kept(
        what=gettext_lazy("A message of yours that waits to be read, or was not published"),
        why=gettext_lazy("To read it before it is published, when the thread asks for it."),
        seen_by=gettext_lazy("You and facilitation. And those who read it again, if you ask."),
        until=STAYS,
        holds=("deliberation.Submission",),
    ),
    Kept(
        what=gettext_lazy("A pause of your voice: why, by whom, and until when"),
        why=gettext_lazy("To stop what hurts others. You still read, and you still vote."),
        seen_by=gettext_lazy("You and facilitation. And those who read it again, if you ask."),
        until=STAYS,
        holds=("accounts.VoicePause",),
    ),
    Kept(
        what=gettext_lazy("Your requests to be read again, and your opinion when the lot draws you"),
        why=gettext_lazy("So that one person alone never has the last word."),
        seen_by=gettext_lazy("You and facilitation. The person who asks does not see who read."),
        until=STAYS,
        holds=("deliberation.Appeal", "deliberation.AppealReader", "participation.SentenceAppeal"),
    ),
    Kept(
        what=gettext_lazy("Your “Thank you”, your “Me too”, and how far you read each thread"),
        why=gettext_lazy("To count them once, and to bring you back where you were."),
        seen_by=gettext_lazy("Nobody. The members see a number of people."),
        until=gettext_lazy("A “Thank you” goes when you take it back."),
        holds=("deliberation.Reaction", "deliberation.ReadMark"),
    ),
    Kept(
        what=gettext_lazy("Your initiatives, proposals and supports"),
        why=gettext_lazy("To know whose idea it is, and how many support it."),
        seen_by=gettext_lazy("The members see who proposes. Visitors see the idea without your name."),
        until=STAYS_PUBLIC,
        holds=(
            "participation.Issue.proposed_by",
            "participation.IssueVersion.made_by",
            "participation.Initiative.authors",
            "participation.Initiative.from_concerns",
            "participation.InitiativeVersion.made_by",
            "participation.Amendment",
            "participation.AuthorInvitation",
            "participation.RuleChange",
            "participation.RuleChangeVersion",
            "participation.Support",
        ),
    ),
    SEEN_KEPT,
    ECHOES,
)
DEVICE = (
    Kept(
        what=gettext_lazy("A cookie that says you are in"),
        why=gettext_lazy("So that you do not enter again at each page."),
        seen_by=gettext_lazy("Your device and this site."),
        until=gettext_lazy("When you leave. Otherwise: 14 days on your own device."),
    ),
    Kept(
        what=gettext_lazy("A cookie that says this device is yours, only if you said so"),
        why=gettext_lazy("So that wrong NIPs typed by others never keep you out."),
        seen_by=gettext_lazy("Your device and this site. It opens nothing without your NIP."),
        until=gettext_lazy("One year. Leaving keeps it. “Quick exit” and “My devices” erase it."),
    ),
    Kept(
        what=gettext_lazy("A cookie that protects the forms"),
        why=gettext_lazy("So that no other site sends in your place."),
        seen_by=gettext_lazy("Your device and this site."),
        until=gettext_lazy("When you close the browser."),
    ),
    Kept(
        what=gettext_lazy("A cookie for the language, another for the size and colours"),
        why=gettext_lazy("To keep what you chose."),
        seen_by=gettext_lazy("Your device and this site."),
        until=gettext_lazy("One year. Leaving does not erase it, “Quick exit” does."),
    ),
)
GROUPS: tuple[tuple[Promise, tuple[Kept, ...]], ...] = (
    (gettext_lazy("To enter"), ENTERING),
    (gettext_lazy("Who you are"), (*YOU, *TALK)),
    (gettext_lazy("What you say"), (*SAYING, HELPED, OFFERED, TOLD, SPEAKING)),
    (gettext_lazy("Your votes"), VOTING),
    (gettext_lazy("What stays behind"), WORKING),
    (gettext_lazy("On your device"), DEVICE),
)


def held() -> frozenset[str]:
    """Every model or field that a row of the page speaks of."""
    return frozenset(name for _title, rows in GROUPS for row in rows for name in row.holds)


def groups() -> list[dict]:
    """The table as the page shows it."""
    return [{"title": title, "rows": rows} for title, rows in GROUPS]
