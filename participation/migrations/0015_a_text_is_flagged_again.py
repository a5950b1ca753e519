from django.conf import settings
from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


def one_that_waits(noun: str) -> migrations.AddConstraint:
    return migrations.AddConstraint(
        model_name='textflag',
        constraint=models.UniqueConstraint(
            condition=models.Q(('handled_at__isnull', True)),
            fields=(noun, 'by'),
            name=f'one_waiting_flag_per_person_and_{noun}',
        ),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0014_flags_of_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LiftTriggers('participation_textflag'),
        migrations.RemoveConstraint(model_name='textflag', name='one_flag_per_person_and_concern'),
        migrations.RemoveConstraint(model_name='textflag', name='one_flag_per_person_and_issue'),
        migrations.RemoveConstraint(model_name='textflag', name='one_flag_per_person_and_initiative'),
        one_that_waits('concern'),
        one_that_waits('issue'),
        one_that_waits('initiative'),
        InstallTriggers('participation'),
    ]
