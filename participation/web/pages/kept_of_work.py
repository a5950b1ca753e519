"""What is kept of what people do here as work, and of every act: see `kept_data`."""

from django.utils.translation import gettext_lazy

from participation.web.pages.kept_row import STAYS_PUBLIC, Kept

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
            "participation.AgendaItem.added_by",
            "participation.DateChange.by",
            "participation.ClockAcceptance.written_by",
            "participation.AnswerDraft.begun_by",
            "participation.CirculatedAnswer.by",
            "participation.SeatOpinion.by",
            "participation.CommitmentStep.by",
            "participation.SpokespersonTerm.drawn_by",
            "participation.PriorityList.written_by",
            "participation.IssuePriority.linked_by",
            "participation.Consultation.asked_by",
            "participation.Consultation.declined_by",
            "participation.TableQuestion.asked_by",
            "participation.TableQuestion.answered_by",
            "participation.Agreement.signed_by",
            "participation.AccountabilityReport.by",
            "participation.AdmissibilityReview.by",
            "participation.RenewalConsensus.recorded_by",
            "participation.Referral.by",
            "participation.Referral.concern",
            "participation.ReferralAnswer.by",
            "participation.TerritorialDeposit.by",
            "participation.StageChange",
            "voting.PaperCount.by",
            "voting.Scrutineer.person",
            "voting.JointAct.asked_by",
            "voting.JointAct.done_by",
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
        until=gettext_lazy("One day at most. The host of the site may keep it longer."),
    ),
    Kept(
        what=gettext_lazy("The errors of the site"),
        why=gettext_lazy("To repair what breaks."),
        seen_by=gettext_lazy("Whoever runs the server: the page and the hour, not your answers."),
        until=gettext_lazy("As long as the server keeps its logs. Here, it is not set yet."),
        holds=("django_tasks_database.DBTaskResult",),
    ),
)
