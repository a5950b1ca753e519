"""What holds nothing about anybody: see `kept_data`."""

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
        "deliberation.ThreadNews",
        "voting.Vote",
        "voting.BallotNote",
        "voting.Option",
        "voting.Tally",
        "participation.CalendarEvent",
        "participation.Commitment",
        "participation.OperatingRule",
        "participation.Decision",
        "participation.DossierMail",
        "participation.FundingYear",
        "participation.Priority",
        "participation.ReviewReminder",
        "participation.SeasonIssue",
        "voting.BoardEvent",
        "voting.OptionTally",
        "voting.PaperStub",
        "voting.ScrutineerKey",
        "voting.Season",
        "voting.SeasonVote",
        "voting.SeenCiphertext",
        "voting.Trustee",
        "voting.Urn",
    }
)
