import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.trigger_operations import InstallTriggers, LiftTriggers


def write_first_wordings(apps, schema_editor):
    """Each proposal of before has what it proposes today as its first wording."""
    wordings = apps.get_model("participation", "RuleChangeVersion")
    for change in apps.get_model("participation", "RuleChange").objects.order_by("pk"):
        wordings.objects.create(
            change=change,
            number=1,
            value=change.proposed_value,
            reason=change.reason,
            made_by_id=change.proposed_by_id,
            made_at=change.proposed_at,
        )
    if schema_editor.connection.vendor == "postgresql":
        # Its deferred checks would be in the way of the triggers.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0001_espace'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LiftTriggers("participation_amendment"),
        LiftTriggers("participation_objection"),
        migrations.CreateModel(
            name='RuleChangeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('value', models.JSONField()),
                ('reason', models.TextField()),
                ('because', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='amendment',
            name='an_amendment_is_answered_whole',
        ),
        migrations.AddField(
            model_name='amendment',
            name='rule_change',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='participation.rulechange'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='value',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='objection',
            name='rule_change',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='participation.rulechange'),
        ),
        migrations.AlterField(
            model_name='amendment',
            name='initiative',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='participation.initiative'),
        ),
        migrations.AlterField(
            model_name='amendment',
            name='part',
            field=models.CharField(choices=[('titre', 'Its name'), ('phrase', 'In one sentence'), ('buts', 'What it would change'), ('ou', 'Where'), ('rejoint', 'Who would be reached'), ('organisme', 'The organisation'), ('partenaires', 'Partners'), ('dates', 'The dates'), ('cout', 'The cost'), ('valeur', 'What is proposed'), ('raison', 'Why')], max_length=12),
        ),
        migrations.AlterField(
            model_name='amendment',
            name='version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='participation.initiativeversion'),
        ),
        migrations.AlterField(
            model_name='objection',
            name='initiative',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='participation.initiative'),
        ),
        migrations.AlterField(
            model_name='objection',
            name='version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='participation.initiativeversion'),
        ),
        migrations.AddField(
            model_name='rulechangeversion',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='participation.rulechange'),
        ),
        migrations.AddField(
            model_name='rulechangeversion',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='rule_resulting',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='from_amendment', to='participation.rulechangeversion'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='rule_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='participation.rulechangeversion'),
        ),
        migrations.AddField(
            model_name='objection',
            name='rule_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='participation.rulechangeversion'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposee')), fields=('rule_change', 'part', 'author'), name='one_waiting_amendment_of_a_rule'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('initiative__isnull', False), ('rule_resulting__isnull', True), ('version__isnull', False), ('rule_change__isnull', True), ('rule_version__isnull', True), ('value__isnull', True), models.Q(('part__in', ('valeur', 'raison')), _negated=True)), models.Q(('initiative__isnull', True), ('resulting__isnull', True), ('version__isnull', True), ('rule_change__isnull', False), ('rule_version__isnull', False), models.Q(models.Q(('part', 'valeur'), ('value__isnull', False)), models.Q(('part', 'raison'), ('value__isnull', True)), _connector='OR')), _connector='OR'), name='an_amendment_is_of_one_text'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer_reason', ''), ('answered_at__isnull', True), ('answered_by__isnull', True), ('resulting__isnull', True), ('rule_resulting__isnull', True), ('state', 'proposee')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('state', 'acceptee'), models.Q(('resulting__isnull', False), ('rule_resulting__isnull', False), _connector='OR')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('resulting__isnull', True), ('rule_resulting__isnull', True), ('state', 'refusee'), models.Q(('answer_reason', ''), _negated=True)), models.Q(('answered_at__isnull', False), ('answered_by', models.F('author')), ('resulting__isnull', True), ('rule_resulting__isnull', True), ('state', 'retiree')), _connector='OR'), name='an_amendment_is_answered_whole'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('initiative__isnull', False), ('version__isnull', False), ('rule_change__isnull', True), ('rule_version__isnull', True)), models.Q(('initiative__isnull', True), ('version__isnull', True), ('rule_change__isnull', False), ('rule_version__isnull', False)), _connector='OR'), name='an_objection_is_to_one_text'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('ouverte', 'repondue', 'gardee'))), fields=('rule_change', 'author'), name='one_standing_objection_to_a_rule'),
        ),
        migrations.AddConstraint(
            model_name='rulechangeversion',
            constraint=models.UniqueConstraint(fields=('change', 'number'), name='one_number_per_rule_wording'),
        ),
        migrations.RunPython(write_first_wordings, migrations.RunPython.noop),
        InstallTriggers("participation"),
    ]
