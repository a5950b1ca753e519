import django.db.models.deletion
from django.db import migrations, models

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0006_ballots_by_post'),
    ]

    operations = [
        migrations.CreateModel(
            name='BallotNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pour', 'reason for'), ('contre', 'reason against'), ('objection', 'objection')], max_length=10)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(blank=True, max_length=200)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='voting.vote')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vote', 'kind', 'position'), name='one_note_per_position'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'objection'), models.Q(('text', ''), _negated=True)), models.Q(models.Q(('kind', 'objection'), _negated=True), ('answer', '')), _connector='OR'), name='an_objection_has_words_and_only_it_an_answer')],
            },
        ),
        InstallTriggers("voting"),
    ]
