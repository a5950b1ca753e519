"""What a vote keeps about people: see `kept_data`."""

from django.utils.translation import gettext_lazy

from participation.web.pages.kept_row import STAYS, STAYS_PUBLIC, Kept

VOTING = (
    Kept(
        what=gettext_lazy("The day you voted, and how"),
        why=gettext_lazy("So that a person votes only once."),
        seen_by=gettext_lazy("You. Facilitation sees how many people voted."),
        until=STAYS_PUBLIC,
        holds=("voting.RollEntry",),
    ),
    Kept(
        what=gettext_lazy("Which encrypted ballot is yours, never what is in it"),
        why=gettext_lazy("So that only your last ballot counts, and to look into a contested vote."),
        seen_by=gettext_lazy(
            "Nobody. Whoever runs the server could read whose ballot it is, not your choice."
        ),
        until=gettext_lazy("Erased some days after the result: each vote says how many."),
        holds=("voting.Right",),
    ),
    Kept(
        what=gettext_lazy("Your request for a paper ballot by mail"),
        why=gettext_lazy("To send it to you."),
        seen_by=gettext_lazy("You and facilitation."),
        until=STAYS,
        holds=("voting.PostalRequest",),
    ),
    Kept(
        what=gettext_lazy("What you say against the result of a vote"),
        why=gettext_lazy("So that two people look into it, and answer in public."),
        seen_by=gettext_lazy("You and whoever answers. Your name: whoever runs the server."),
        until=STAYS,
        holds=("voting.Contest",),
    ),
    Kept(
        what=gettext_lazy("The votes you step out of, and the ties you declare"),
        why=gettext_lazy("So that nobody votes on what pays them."),
        seen_by=gettext_lazy("You and whoever runs the server."),
        until=STAYS,
        holds=("voting.Recusal", "accounts.Interest", "participation.StepBack"),
    ),
    Kept(
        what=gettext_lazy("What you ask of somebody about a vote, and what they answer"),
        why=gettext_lazy("So that a person may step back by themselves."),
        seen_by=gettext_lazy("Facilitation and this person, who does not read your name."),
        until=STAYS,
        holds=("participation.StepBackRequest",),
    ),
    Kept(
        what=gettext_lazy("Your objections, and the reasons you write for a vote"),
        why=gettext_lazy("To look for an agreement, then to vote knowing both sides."),
        seen_by=gettext_lazy(
            "Objections: the members. Reasons: everybody. Your name: whoever runs the server."
        ),
        until=STAYS_PUBLIC,
        holds=("participation.Objection", "participation.Reason"),
    ),
    Kept(
        what=gettext_lazy("A sentence of yours that was taken out before a vote, and why"),
        why=gettext_lazy("So that nobody is hurt or recognised on a ballot page."),
        seen_by=gettext_lazy("The members read the reason, never your name."),
        until=STAYS,
        holds=("participation.SetAside",),
    ),
    Kept(
        what=gettext_lazy("Your remark after a vote"),
        why=gettext_lazy("To hear what the choices do not say."),
        seen_by=gettext_lazy("It is kept without your name. Avoid details about yourself."),
        until=STAYS_PUBLIC,
        holds=("voting.Remark",),
    ),
)
