import django.db.models.deletion
from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0018_referral_answers'),
        ('voting', '0007_ballot_notes'),
    ]

    operations = [
        LiftTriggers("participation_decision"),
        migrations.CreateModel(
            name='SeasonIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('is_first', models.BooleanField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_has_the_subject_of_its_kind',
        ),
        migrations.AlterField(
            model_name='decision',
            name='kind',
            field=models.CharField(choices=[('initiative', 'initiative'), ('modalite', 'rule of the Espace'), ('enjeu_prioritaire', 'priority issue'), ('recommandation', 'recommendation'), ('saison', 'first issues of the season')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('initiative__isnull', False), ('issue__isnull', True), ('kind', 'initiative'), ('rule_change__isnull', True), ('transmission__isnull', True), ('version__isnull', False)), models.Q(('initiative__isnull', True), ('issue__isnull', True), ('kind', 'modalite'), ('rule_change__isnull', False), ('transmission__isnull', True)), models.Q(('initiative__isnull', True), ('issue__isnull', False), ('kind', 'enjeu_prioritaire'), ('rule_change__isnull', True), ('transmission__isnull', True)), models.Q(('initiative__isnull', True), ('issue__isnull', True), ('kind', 'recommandation'), ('rule_change__isnull', True), ('transmission__isnull', False)), models.Q(('initiative__isnull', True), ('issue__isnull', True), ('kind', 'saison'), ('rule_change__isnull', True), ('transmission__isnull', True), ('version__isnull', True)), _connector='OR'), name='decision_has_the_subject_of_its_kind'),
        ),
        migrations.AddField(
            model_name='seasonissue',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='season_issues', to='participation.decision'),
        ),
        migrations.AddField(
            model_name='seasonissue',
            name='issue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='season_issues', to='participation.issue'),
        ),
        migrations.AddConstraint(
            model_name='seasonissue',
            constraint=models.UniqueConstraint(fields=('decision', 'position'), name='one_season_issue_per_position'),
        ),
        migrations.AddConstraint(
            model_name='seasonissue',
            constraint=models.UniqueConstraint(fields=('decision', 'issue'), name='once_in_each_season_vote'),
        ),
        InstallTriggers("participation"),
    ]
