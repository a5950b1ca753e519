from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0002_rules_still_provisional'),
    ]

    operations = [
        LiftTriggers("voting_vote"),
        migrations.AddField(
            model_name='vote',
            name='called_off_at',
            field=models.DateTimeField(blank=True, help_text='Annulled before it opened: what it was about was withdrawn.', null=True),
        ),
        InstallTriggers("voting"),
    ]
