import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0016_agenda'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('preoccupation', 'A concern moved on'), ('enjeu', 'An issue moved on'), ('initiative', 'An initiative moved on'), ('regle', 'A proposed rule moved on'), ('objection', 'An objection moved on'), ('retrait', 'A private question about a vote'), ('regroupement', 'A question about your concern'), ('envoi', 'Sent to the Table'), ('reponse', 'The Table answered'), ('engagement', 'News of what the Table promised'), ('table', 'A word for the Table'), ('vote_annonce', 'A vote is announced'), ('vote_ouvert', 'A vote is open'), ('vote_resultat', 'A vote has its result'), ('rencontre', 'A meeting is coming'), ('fil', 'Something new in a thread'), ('amendement', 'A proposed change of a text'), ('auteurs', 'Who writes an initiative')], max_length=16),
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('ouverte', 'Waiting for an answer'), ('repondue', 'Answered'), ('gardee', 'Kept for the ballot page'), ('levee', 'It suits its author'), ('portee', 'On the ballot page')], default='ouverte', max_length=10)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, help_text='Lifted, kept or carried since then.', null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='participation.initiative')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='participation.initiativeversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_objection_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='an_answer_has_its_words_and_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'repondue'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='an_answered_objection_has_an_answer'), models.UniqueConstraint(condition=models.Q(('state__in', ('ouverte', 'repondue', 'gardee'))), fields=('initiative', 'author'), name='one_standing_objection_each')],
            },
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('pour', 'For'), ('contre', 'Against')], max_length=8)),
                ('slot', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('text', models.CharField(blank=True, max_length=160)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='participation.initiative')),
                ('rule_change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='participation.rulechange')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('initiative__isnull', False), ('rule_change__isnull', True)), models.Q(('initiative__isnull', True), ('rule_change__isnull', False)), _connector='OR'), name='reason_is_about_one_thing'), models.CheckConstraint(condition=models.Q(('side__in', ['pour', 'contre']), ('slot__gte', 1), ('slot__lte', 3)), name='three_reasons_a_side'), models.UniqueConstraint(fields=('initiative', 'rule_change', 'side', 'slot', 'number'), name='one_wording_per_number', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='StepBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200)),
                ('said_at', models.DateTimeField()),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='step_backs', to='participation.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='step_backs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('initiative', 'person'), name='one_step_back_per_initiative')],
            },
        ),
        migrations.CreateModel(
            name='StepBackRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200)),
                ('asked_at', models.DateTimeField()),
                ('answer', models.CharField(choices=[('attente', 'Waiting for the person'), ('oui', 'The person steps back'), ('non', 'The person stays')], default='attente', max_length=10)),
                ('answer_reason', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='step_back_requests', to='participation.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='step_back_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('initiative', 'person', 'asked_by'), name='one_request_per_person_and_asker'), models.CheckConstraint(condition=models.Q(('person', models.F('asked_by')), _negated=True), name='nobody_asks_themselves_to_step_back'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'attente'), ('answer_reason', ''), ('answered_at__isnull', True)), models.Q(('answer', 'oui'), ('answered_at__isnull', False)), models.Q(('answer', 'non'), ('answered_at__isnull', False), models.Q(('answer_reason', ''), _negated=True)), _connector='OR'), name='a_no_says_why')],
            },
        ),
        InstallTriggers("participation"),
    ]
