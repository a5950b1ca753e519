import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0013_contests_are_told'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TextFlag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('tierce_personne', 'Names or reveals somebody else'), ('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('detresse', 'The person seems in danger or distress'), ('menace', 'Threatens somebody'), ('publicite', 'Advertising or a scam'), ('hors_sujet', 'Not the right thread'), ('oriente_vote', 'Tells people how to vote')], max_length=20)),
                ('raised_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('fonde', 'something was done'), ('laisse', 'the message stays'), ('appel', 'somebody called')], max_length=8)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='text_flags', to=settings.AUTH_USER_MODEL)),
                ('concern', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='participation.concern')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='participation.initiative')),
                ('issue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='participation.issue')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('concern__isnull', False), ('initiative__isnull', True), ('issue__isnull', True)), models.Q(('concern__isnull', True), ('initiative__isnull', True), ('issue__isnull', False)), models.Q(('concern__isnull', True), ('initiative__isnull', False), ('issue__isnull', True)), _connector='OR'), name='a_text_flag_is_about_one_text'), models.CheckConstraint(condition=models.Q(models.Q(('handled_at__isnull', True), ('handled_by__isnull', True), ('outcome', '')), models.Q(('handled_at__isnull', False), ('handled_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_text_flag_is_read_by_somebody'), models.UniqueConstraint(fields=('concern', 'by'), name='one_flag_per_person_and_concern'), models.UniqueConstraint(fields=('issue', 'by'), name='one_flag_per_person_and_issue'), models.UniqueConstraint(fields=('initiative', 'by'), name='one_flag_per_person_and_initiative')],
            },
        ),
        InstallTriggers('participation'),
    ]
