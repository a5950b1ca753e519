"""What the Espace keeps about people: why, who sees it, until when. The privacy page is this table.

`holds` names models (« app.Model ») or single fields (« app.Model.field »). `tests/participation/web_public/test_privacy.py`
compares them with the real models: a new field about somebody without a row here fails the tests.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Kept:
    """One kind of information, in words."""

    what: Promise
    why: Promise
    seen_by: Promise
    until: Promise
    holds: tuple[str, ...] = ()


STAYS = gettext_lazy("No end date yet. Nothing is deleted by itself.")
STAYS_PUBLIC = gettext_lazy("It stays: it is the memory of the Espace.")
WELCOME = gettext_lazy("Facilitation and the technical administration.")

ENTERING = (
    Kept(
        what=gettext_lazy("Your card number, and the code of your first time"),
        why=gettext_lazy("To recognise you when you enter."),
        seen_by=WELCOME,
        until=STAYS,
        holds=(
            "accounts.AccessCard",
            "accounts.OpeningCode",
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
            "accounts.Person.is_active",
            "accounts.Person.is_superuser",
            "accounts.Person.joined_at",
            "accounts.Person.left_at",
            "accounts.Person.groups",
            "accounts.Person.user_permissions",
            "knox.AuthToken",
            "sessions.Session",
        ),
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
        what=gettext_lazy("Your age group and how to reach you"),
        why=gettext_lazy("To respect the voting age, and to answer you your way."),
        seen_by=WELCOME,
        until=STAYS,
        holds=("accounts.Person.age_group", "accounts.Person.contact_path"),
    ),
    Kept(
        what=gettext_lazy("Your e-mail, only if you gave it"),
        why=gettext_lazy("Nothing needs it today."),
        seen_by=gettext_lazy("No page shows it. Whoever runs the server could read it."),
        until=STAYS,
        holds=("accounts.Person.email", "account.EmailAddress", "account.EmailConfirmation"),
    ),
)
SAYING = (
    Kept(
        what=gettext_lazy("Your concerns"),
        why=gettext_lazy("To talk about them together, and to ask for answers."),
        seen_by=gettext_lazy("Those you chose: facilitation, the members, or the Table without your name."),
        until=gettext_lazy("Withdrawn, nobody reads it on the site. The text stays on the server."),
        holds=("participation.Concern", "participation.Grouping"),
    ),
    Kept(
        what=gettext_lazy("What you began and did not send"),
        why=gettext_lazy("So that you lose nothing."),
        seen_by=gettext_lazy("You alone, on the site."),
        until=gettext_lazy("Until you send it or throw it away."),
        holds=("participation.Draft",),
    ),
    Kept(
        what=gettext_lazy("Your messages, and what is flagged"),
        why=gettext_lazy("To talk, and to keep the talk safe."),
        seen_by=gettext_lazy("The members. A private word: you and facilitation."),
        until=gettext_lazy("Withdrawn or hidden, its place stays in the thread."),
        holds=(
            "deliberation.Thread.opened_by",
            "deliberation.Message",
            "deliberation.Flag",
            "deliberation.ModerationAction",
        ),
    ),
    Kept(
        what=gettext_lazy("Your initiatives, proposals and supports"),
        why=gettext_lazy("To know whose idea it is, and how many support it."),
        seen_by=gettext_lazy("The members see who proposes. Visitors see the idea without your name."),
        until=STAYS_PUBLIC,
        holds=(
            "participation.Issue.proposed_by",
            "participation.Initiative.authors",
            "participation.Initiative.from_concerns",
            "participation.InitiativeVersion.made_by",
            "participation.RuleChange",
            "participation.Support",
        ),
    ),
)
VOTING = (
    Kept(
        what=gettext_lazy("The day you voted, and how"),
        why=gettext_lazy("So that a person votes only once."),
        seen_by=gettext_lazy("You. Facilitation sees how many people voted."),
        until=STAYS_PUBLIC,
        holds=("voting.RollEntry",),
    ),
    Kept(
        what=gettext_lazy("Your choice, with your name, in this demonstration"),
        why=gettext_lazy("To count. The sealed urn is not there yet."),
        seen_by=gettext_lazy("No page shows it. Whoever runs the server could read it."),
        until=STAYS,
        holds=("voting.InterimBallot",),
    ),
    Kept(
        what=gettext_lazy("The votes you step out of, and the ties you declare"),
        why=gettext_lazy("So that nobody votes on what pays them."),
        seen_by=gettext_lazy("You and whoever runs the server."),
        until=STAYS,
        holds=("voting.Recusal", "accounts.Interest"),
    ),
    Kept(
        what=gettext_lazy("Your remark after a vote"),
        why=gettext_lazy("To hear what the choices do not say."),
        seen_by=gettext_lazy("It is kept without your name. Avoid details about yourself."),
        until=STAYS_PUBLIC,
        holds=("voting.Remark",),
    ),
)
WORKING = (
    Kept(
        what=gettext_lazy("What facilitation, support and institutions do here"),
        why=gettext_lazy("So that each act has somebody who answers for it."),
        seen_by=gettext_lazy("Their role is shown with each act."),
        until=STAYS_PUBLIC,
        holds=(
            "participation.Transmission.prepared_by",
            "participation.Transmission.reread_by",
            "participation.Transmission.concern",
            "participation.TableResponse.by",
            "participation.Agreement.signed_by",
            "participation.AccountabilityReport.by",
            "participation.AdmissibilityReview.by",
            "participation.RenewalConsensus.recorded_by",
            "participation.Referral.by",
            "participation.Referral.concern",
            "participation.StageChange",
            "voting.PaperCount.by",
            "admin.LogEntry",
        ),
    ),
    Kept(
        what=gettext_lazy("The history: what was done, when, by which number"),
        why=gettext_lazy("To prove that nobody rewrites the past."),
        seen_by=gettext_lazy("Whoever runs the server. It has no word of yours."),
        until=gettext_lazy("Always. Nobody can erase a line of it."),
        holds=("common.AuditEvent",),
    ),
    Kept(
        what=gettext_lazy("The address of your device (IP)"),
        why=gettext_lazy("To slow down whoever tries many NIPs or codes."),
        seen_by=gettext_lazy("Nobody on the site. It stays in memory."),
        until=gettext_lazy(
            "Five minutes, or one day for a first visit. The host of the site may keep it longer."
        ),
    ),
    Kept(
        what=gettext_lazy("The errors of the site"),
        why=gettext_lazy("To repair what breaks."),
        seen_by=gettext_lazy("Whoever runs the server: the page and the hour, not your answers."),
        until=gettext_lazy("As long as the server keeps its logs. Here, it is not set yet."),
        holds=("django_tasks_database.DBTaskResult",),
    ),
)
DEVICE = (
    Kept(
        what=gettext_lazy("A cookie that says you are in"),
        why=gettext_lazy("So that you do not enter again at each page."),
        seen_by=gettext_lazy("Your device and this site."),
        until=gettext_lazy("When you leave. Otherwise: 14 days on your own device."),
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
    (gettext_lazy("Who you are"), YOU),
    (gettext_lazy("What you say"), SAYING),
    (gettext_lazy("Your votes"), VOTING),
    (gettext_lazy("What stays behind"), WORKING),
    (gettext_lazy("On your device"), DEVICE),
)
# Models that say nothing of anybody: places, bodies, rules, totals.
OF_NOBODY = frozenset(
    {
        "auth.Permission",
        "auth.Group",
        "contenttypes.ContentType",
        "common.AuditBatch",
        "accounts.Territory",
        "accounts.Municipality",
        "accounts.Organisation",
        "accounts.Body",
        "accounts.Seat",
        "voting.Vote",
        "voting.Option",
        "voting.Tally",
        "participation.CalendarEvent",
        "participation.OperatingRule",
        "participation.Decision",
        "participation.FundingYear",
    }
)


def held() -> frozenset[str]:
    """Every model or field that a row of the page speaks of."""
    return frozenset(name for _title, rows in GROUPS for row in rows for name in row.holds)


def groups() -> list[dict]:
    """The table as the page shows it."""
    return [{"title": title, "rows": rows} for title, rows in GROUPS]
