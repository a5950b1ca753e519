import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0019_first_issues_of_the_season'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('preoccupation', 'A concern moved on'), ('enjeu', 'An issue moved on'), ('initiative', 'An initiative moved on'), ('regle', 'A proposed rule moved on'), ('objection', 'An objection moved on'), ('raison', 'A reason for a vote moved on'), ('retrait', 'A private question about a vote'), ('regroupement', 'A question about your concern'), ('envoi', 'Sent to the Table'), ('reponse', 'The Table answered'), ('engagement', 'News of what the Table promised'), ('table', 'A word for the Table'), ('vote_annonce', 'A vote is announced'), ('vote_ouvert', 'A vote is open'), ('vote_resultat', 'A vote has its result'), ('rencontre', 'A meeting is coming'), ('fil', 'Something new in a thread'), ('amendement', 'A proposed change of a text'), ('auteurs', 'Who writes an initiative'), ('reponse_mrc', 'The MRC answered')], max_length=16),
        ),
        migrations.AlterField(
            model_name='objection',
            name='state',
            field=models.CharField(choices=[('ouverte', 'Waiting for an answer'), ('repondue', 'Answered'), ('gardee', 'Kept for the ballot page'), ('levee', 'It suits its author'), ('portee', 'On the ballot page'), ('ecartee', 'Taken out by facilitation')], default='ouverte', max_length=10),
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('tierce_personne', 'Names or reveals somebody else'), ('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('detresse', 'The person seems in danger or distress'), ('menace', 'Threatens somebody'), ('publicite', 'Advertising or a scam'), ('hors_sujet', 'Not the right thread'), ('oriente_vote', 'Tells people how to vote')], max_length=20)),
                ('state_before', models.CharField(blank=True, choices=[('ouverte', 'Waiting for an answer'), ('repondue', 'Answered'), ('gardee', 'Kept for the ballot page'), ('levee', 'It suits its author'), ('portee', 'On the ballot page'), ('ecartee', 'Taken out by facilitation')], max_length=10)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='set_asides', to='participation.objection')),
                ('reason', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='set_asides', to='participation.reason')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('objection__isnull', True), ('reason__isnull', False), ('state_before', '')), models.Q(('objection__isnull', False), ('reason__isnull', True), models.Q(('state_before', ''), _negated=True)), _connector='OR'), name='one_sentence_is_set_aside'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='put_back_on_a_day_by_somebody'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('reason',), name='a_reason_is_set_aside_once'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('objection',), name='an_objection_is_set_aside_once')],
            },
        ),
        InstallTriggers("participation"),
    ]
