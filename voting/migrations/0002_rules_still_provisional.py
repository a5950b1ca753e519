from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0001_votes'),
    ]

    operations = [
        LiftTriggers("voting_vote"),
        migrations.AddField(
            model_name='vote',
            name='is_provisional',
            field=models.BooleanField(default=False, help_text='Its rules were not adopted by the Espace yet when it was announced.'),
        ),
        InstallTriggers("voting"),
    ]
