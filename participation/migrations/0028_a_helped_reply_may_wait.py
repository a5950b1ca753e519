import django.db.models.deletion
from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('deliberation', '0008_thread_news'),
        ('participation', '0027_the_table_accepts_delays'),
    ]

    operations = [
        LiftTriggers("participation_helpedcontribution"),
        migrations.RemoveConstraint(
            model_name='helpedcontribution',
            name='helped_contribution_is_one_thing',
        ),
        migrations.AddField(
            model_name='helpedcontribution',
            name='submission',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='helped_contribution', to='deliberation.submission'),
        ),
        migrations.AddConstraint(
            model_name='helpedcontribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concern__isnull', True), ('kind', 'reponse'), ('message__isnull', False), ('submission__isnull', True)), models.Q(('concern__isnull', True), ('kind', 'reponse'), ('message__isnull', True), ('submission__isnull', False)), models.Q(('concern__isnull', False), ('kind__in', ['preoccupation', 'moi_aussi']), ('message__isnull', True), ('submission__isnull', True)), _connector='OR'), name='helped_contribution_is_one_thing'),
        ),
        InstallTriggers("participation"),
    ]
