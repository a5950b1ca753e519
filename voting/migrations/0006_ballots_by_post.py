from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


class Migration(migrations.Migration):
    """Until when a ballot may be asked for by post is frozen with the vote."""

    dependencies = [
        ('voting', '0005_joint_acts'),
    ]

    operations = [
        LiftTriggers("voting_vote"),
        migrations.AddField(
            model_name='vote',
            name='postal_request_days',
            field=models.PositiveSmallIntegerField(default=7, help_text='Until how many days before the end a ballot may be asked for by post.'),
        ),
        InstallTriggers("voting"),
    ]
