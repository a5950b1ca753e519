import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_ballots_by_post_in_the_journal'),
        ('deliberation', '0001_threads'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LiftTriggers('deliberation_appeal'),
        migrations.RemoveConstraint(
            model_name='appeal',
            name='an_appeal_is_about_one_thing',
        ),
        migrations.AddField(
            model_name='appeal',
            name='sentence',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='appeal',
            name='sentence_reason',
            field=models.CharField(blank=True, choices=[('tierce_personne', 'Names or reveals somebody else'), ('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('detresse', 'The person seems in danger or distress'), ('menace', 'Threatens somebody'), ('publicite', 'Advertising or a scam'), ('hors_sujet', 'Not the right thread'), ('oriente_vote', 'Tells people how to vote')], max_length=20),
        ),
        migrations.AddField(
            model_name='appeal',
            name='thread',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.thread'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('message__isnull', False), ('pause__isnull', True), ('sentence', ''), ('submission__isnull', True)), models.Q(('message__isnull', True), ('pause__isnull', True), ('sentence', ''), ('submission__isnull', False)), models.Q(('message__isnull', True), ('pause__isnull', False), ('sentence', ''), ('submission__isnull', True)), models.Q(('message__isnull', True), ('pause__isnull', True), ('submission__isnull', True), models.Q(('sentence', ''), _negated=True)), _connector='OR'), name='an_appeal_is_about_one_thing'),
        ),
        InstallTriggers('deliberation'),
    ]
