"""What is kept of words written for somebody, and of what they had to be told."""

from django.utils.translation import gettext_lazy

from participation.web.pages.kept_row import STAYS, STAYS_PUBLIC, Kept

TOLD = Kept(
    what=gettext_lazy("What we had to tell you, by which way, and each try"),
    why=gettext_lazy("So that each answer reaches you, even without Internet."),
    seen_by=gettext_lazy("You, facilitation and support."),
    until=STAYS,
    holds=("participation.Notice", "participation.NoticeTry"),
)
HELPED = Kept(
    what=gettext_lazy("What was written for you, by whom, and that you agreed"),
    why=gettext_lazy("So that you can check it and take it back."),
    seen_by=gettext_lazy("You. Beside the words, the members see who wrote them."),
    until=STAYS,
    holds=("participation.HelpedContribution", "participation.NotMyWords"),
)
OFFERED = Kept(
    what=gettext_lazy("The personal help that was offered to you, and your answer"),
    why=gettext_lazy("So that somebody reaches you, only if you want."),
    seen_by=gettext_lazy("You, whoever offers it, and facilitation."),
    until=STAYS,
    holds=("participation.HelpOffer",),
)
SEEN_KEPT = Kept(
    what=gettext_lazy("What the Table promised and you saw done"),
    why=gettext_lazy("To count how many people saw it."),
    seen_by=gettext_lazy("You alone. Others read how many, never who."),
    until=gettext_lazy("Until you take it back."),
    holds=("participation.Sighting",),
)
ECHOES = Kept(
    what=gettext_lazy("Whether an answer of the Table answers, for you"),
    why=gettext_lazy("To count what citizens say. Your name and your choice stay apart."),
    seen_by=gettext_lazy("You alone. Others read counts, never who."),
    until=gettext_lazy("Until you take it back."),
    holds=("participation.EchoGiven", "participation.Echo"),
)
SPEAKING = Kept(
    what=gettext_lazy("Your offer and your terms as a spokesperson, and what you say there"),
    why=gettext_lazy("To draw by lot in rotation, and to know what was carried and brought back."),
    seen_by=gettext_lazy("The members see your borrowed name. Visitors read the words alone."),
    until=STAYS_PUBLIC,
    holds=(
        "participation.SpokespersonOffer",
        "participation.SpokespersonTerm.person",
        "participation.CarriedItem",
        "participation.BroughtBack",
    ),
)
