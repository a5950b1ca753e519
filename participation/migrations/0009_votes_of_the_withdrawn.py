from django.db import migrations


def call_off(apps, schema_editor):
    """A vote announced on an initiative that its authors had withdrawn still opened: it is called off."""
    Decision = apps.get_model("participation", "Decision")
    StageChange = apps.get_model("participation", "StageChange")
    Vote = apps.get_model("voting", "Vote")
    Urn = apps.get_model("voting", "Urn")
    for decision in Decision.objects.filter(
        initiative__state="retiree", vote__state="annonce", recorded_at__isnull=True
    ).select_related("vote"):
        moves = StageChange.objects.filter(initiative_id=decision.initiative_id, to_state="retiree")
        withdrawn = moves.order_by("-at", "-pk").first()
        if withdrawn is None or withdrawn.at >= decision.vote.opens_at:
            continue
        Vote.objects.filter(pk=decision.vote_id).update(
            state="annule",
            annulled_reason="Ses autrices et auteurs ont retiré cette initiative avant le vote.",
            called_off_at=withdrawn.at,
        )
        Urn.objects.filter(vote_id=decision.vote_id).exclude(sealed_secret="").update(sealed_secret="")


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0008_scrutineers_are_told'),
        ('voting', '0003_called_off'),
    ]

    operations = [migrations.RunPython(call_off, migrations.RunPython.noop)]
