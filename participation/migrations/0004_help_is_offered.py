import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0003_mails_and_accords'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('preoccupation', 'A concern moved on'), ('enjeu', 'An issue moved on'), ('initiative', 'An initiative moved on'), ('regle', 'A proposed rule moved on'), ('objection', 'An objection moved on'), ('raison', 'A reason for a vote moved on'), ('retrait', 'A private question about a vote'), ('aide', 'Help is offered'), ('regroupement', 'A question about your concern'), ('envoi', 'Sent to the Table'), ('reponse', 'The Table answered'), ('engagement', 'News of what the Table promised'), ('table', 'A word for the Table'), ('vote_annonce', 'A vote is announced'), ('vote_ouvert', 'A vote is open'), ('vote_resultat', 'A vote has its result'), ('rencontre', 'A meeting is coming'), ('fil', 'Something new in a thread'), ('amendement', 'A proposed change of a text'), ('auteurs', 'Who writes an initiative'), ('reponse_mrc', 'The MRC answered'), ('accord', 'A question about your text'), ('pour_la_mrc', 'Sent to your MRC')], max_length=16),
        ),
        migrations.CreateModel(
            name='HelpOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=200)),
                ('offered_at', models.DateTimeField()),
                ('answer', models.CharField(choices=[('attente', 'Waits for the person'), ('oui', 'The person says yes'), ('oui_a_part', 'The person says yes, and their text is no longer read'), ('non', 'The person says no')], default='attente', max_length=12)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='help_offers', to='participation.concern')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='help_is_offered_in_words'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'attente'), ('answered_at__isnull', True)), models.Q(models.Q(('answer', 'attente'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='help_is_answered_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('answer__in', ('oui', 'oui_a_part')), ('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='help_is_given_once_accepted'), models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), models.Q(('answer', 'non'), _negated=True)), fields=('concern',), name='one_running_offer_of_help')],
            },
        ),
        InstallTriggers("participation"),
    ]
