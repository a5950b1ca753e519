"""The rules the Espace starts with, used for a key that has no row. Same values as scenario/pack/modalites.yaml."""

from typing import Any

# The rule that says whether the Espace has adopted its rules; it becomes true by one vote on all the others.
ADOPTION = "rules_adopted"

DEFAULTS: dict[str, Any] = {
    "only_citizens_vote": True,
    "table_cannot_approve_espace_initiative": True,
    "signatory_checks_admissibility": True,
    "people_reached_required": True,
    "reserve_for_new": True,
    "membership_mode": "ouvert",
    "admission_rule": "auto_declaration_et_accueil",
    "residence_required": True,
    "min_voting_age": 16,
    "min_participation_age": 14,
    "role_exclusif": True,
    "mandate_months": 24,
    "alternates": True,
    "issue_min_concerns": 2,
    "initiative_min_supporters": 3,
    "min_deliberation_days": 14,
    "regional_scope_rule": "deux_mrc",
    "moderation_mode": "apres",
    "moderation_delay_hours": 24,
    "appeal_panel_citizens": 2,
    "fil_hours": "9 h à 21 h",
    "decision_method": "consentement_puis_vote",
    "threshold": "simple",
    "threshold_renewal": "deux_tiers",
    "threshold_modalite": "deux_tiers",
    "quorum_min": 8,
    "quorum_share": {"num": 20, "den": 100},
    "min_territories": 3,
    "voting_days": 10,
    "postal_request_days": 7,
    "announce_days": 3,
    "contest_days": 14,
    "min_scrutineers": 2,
    "quorum_min_meeting": 7,
    "ballot_secrecy": "secret",
    "show_results_before_close": False,
    "change_vote_until_close": True,
    "proxy_voting": False,
    "vote_channels": ["web", "papier_code", "rencontre"],
    "assisted_vote": True,
    "tie_rule": "retour_deliberation",
    "recusal_required": True,
    "retry_days_after_quorum_failure": 21,
    "resubmit_days_after_rejection": 30,
    "admissibility_timing": "avant_vote",
    "admissibility_days": 21,
    "admissibility_silence_days": 14,
    "vote_opening": "calendrier",
    "rules_adopted": False,
    "table_accepts_clock_on": None,
    "response_rule_days_after_meeting": 14,
    "reasoned_response_required": True,
    "spokespersons": 2,
    "spokesperson_months": 6,
    "spokesperson_terms": 2,
    "transmission_vote_required": True,
    "small_group_floor": 5,
    "support_profiles": [
        "organisation communautaire",
        "CDC",
        "travail de rue",
        "interprète",
        "organisme de confiance",
    ],
    "reserved_share_new": None,
    "renewal_consensus_groups": ["milieux", "collaborateurs", "partenaires_intersectoriels"],
    "compensation_mode": "frais_et_allocation",
    "expenses_advanced": True,
    "meetings_per_year": 4,
    "carrier_followup": ["mi-parcours", "fin"],
    "retention_months": 12,
    "default_display": "prenom_ou_pseudonyme",
    "show_municipality": False,
}

# Invariants of the founding text: shown with the rules, never changed, not even by a vote.
LOCKED_KEYS = frozenset(
    {
        "only_citizens_vote",
        "table_cannot_approve_espace_initiative",
        "signatory_checks_admissibility",
        "people_reached_required",
        "reserve_for_new",
        "role_exclusif",
        "show_results_before_close",
    }
)

# What people see to themselves, at meetings and between organisations: no page could do it for them.
SEEN_TO_BY_PEOPLE = frozenset(
    {
        "carrier_followup",
        "compensation_mode",
        "expenses_advanced",
        "meetings_per_year",
        "support_profiles",
    }
)
# What nothing does yet, neither the site nor people: a page that says how long would be believed.
NOT_APPLIED_YET = frozenset({"retention_months"})
# What the site does only as the rules began: another value voted here would ask to change the site too, and says so.
ONLY_AS_IT_BEGAN = frozenset(
    {
        "admissibility_timing",
        "assisted_vote",
        "ballot_secrecy",
        "default_display",
        "proxy_voting",
        "reasoned_response_required",
        "renewal_consensus_groups",
        "reserved_share_new",
        "show_municipality",
        "tie_rule",
        "vote_channels",
        "vote_opening",
    }
)
