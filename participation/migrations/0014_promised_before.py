from django.db import migrations


def keep_what_was_promised(apps, schema_editor):
    """Each published answer with a date holds one commitment: what its plain words say first."""
    Commitment = apps.get_model('participation', 'Commitment')
    TableResponse = apps.get_model('participation', 'TableResponse')
    for answer in TableResponse.objects.filter(commitment_on__isnull=False).order_by('pk'):
        words = answer.plain_words or answer.reason
        Commitment.objects.create(
            response=answer,
            what=words.split('\n')[0][:300],
            owner=answer.commitment_owner or 'Table régionale',
            due_on=answer.commitment_on,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0013_commitments'),
    ]

    operations = [
        migrations.RunPython(keep_what_was_promised, migrations.RunPython.noop),
    ]
