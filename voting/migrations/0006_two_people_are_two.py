from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0005_contests'),
    ]

    operations = [
        LiftTriggers("voting_jointact"),
        LiftTriggers("voting_contest"),
        migrations.RemoveConstraint(
            model_name='contest',
            name='contest_answered_by_two_people',
        ),
        migrations.RemoveConstraint(
            model_name='jointact',
            name='joint_act_by_two_people',
        ),
        migrations.AddConstraint(
            model_name='contest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', True), ('confirmed_on__isnull', True)), models.Q(('answered_by__isnull', False), ('confirmed_by__isnull', False), ('confirmed_on__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('finding', ''), _negated=True), models.Q(('confirmed_by', models.F('answered_by')), _negated=True)), _connector='OR'), name='contest_answered_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='jointact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False), ('dropped_at__isnull', True), models.Q(('done_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='joint_act_by_two_people'),
        ),
        InstallTriggers("voting"),
    ]
