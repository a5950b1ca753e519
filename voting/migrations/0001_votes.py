import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from common.model_operations import CreateModels
from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):
    """Votes: their roll, the sealed urn and its scrutineers, ballots on paper, counts, acts done by two.

    Seven migrations joined: the tables as they are at the end, then their triggers. No row is made here.
    """

    initial = True

    replaces = [
        ('voting', '0001_initial'),
        ('voting', '0002_recovered_accounts'),
        ('voting', '0003_unopened_cards'),
        ('voting', '0004_sealed_urn'),
        ('voting', '0005_joint_acts'),
        ('voting', '0006_ballots_by_post'),
        ('voting', '0007_ballot_notes'),
    ]

    dependencies = [
        ('accounts', '0001_people'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Vote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('prepare', 'Being prepared'), ('annonce', 'Vote announced'), ('ouvert', 'Vote open'), ('ferme', 'Vote closed, not counted yet'), ('compte', 'Counted'), ('proclame', 'Result published'), ('sans_quorum', 'Not enough people'), ('annule', 'Annulled')], default='prepare', max_length=12)),
                    ('kind', models.CharField(choices=[('periode', 'vote over several days'), ('rencontre', 'vote at a meeting')], default='periode', max_length=10)),
                    ('title', models.CharField(max_length=200)),
                    ('question', models.CharField(max_length=300)),
                    ('summary', models.TextField(blank=True)),
                    ('back_path', models.CharField(blank=True, max_length=200)),
                    ('version_hash', models.CharField(help_text='SHA-256 of the text that is voted on.', max_length=64)),
                    ('is_conditional', models.BooleanField(default=False, help_text="« sous réserve d'admissibilité »")),
                    ('method', models.CharField(choices=[('majorite', 'for or against'), ('choix', 'choose among several')], default='majorite', max_length=12)),
                    ('most_choices', models.PositiveSmallIntegerField(default=1, help_text='How many answers one may choose; 1 unless the method is « choix ».')),
                    ('custody', models.CharField(choices=[('scrutateurs', 'scrutineers, all together'), ('plateforme', "the platform's own key")], default='scrutateurs', max_length=12)),
                    ('min_scrutineers', models.PositiveSmallIntegerField(default=2)),
                    ('contest_days', models.PositiveSmallIntegerField(default=14, help_text='After the end, in days, who holds which right to vote is erased.')),
                    ('postal_request_days', models.PositiveSmallIntegerField(default=7, help_text='Until how many days before the end a ballot may be asked for by post.')),
                    ('is_trial', models.BooleanField(default=False, help_text='A vote to practise: it decides nothing.')),
                    ('threshold', models.CharField(choices=[('simple', 'More for than against'), ('deux_tiers', 'Two thirds'), ('trois_quarts', 'Three quarters')], max_length=12)),
                    ('quorum_min', models.PositiveIntegerField()),
                    ('quorum_share_num', models.PositiveIntegerField()),
                    ('quorum_share_den', models.PositiveIntegerField(default=100)),
                    ('min_territories', models.PositiveSmallIntegerField()),
                    ('may_change', models.BooleanField(default=True)),
                    ('roll_size', models.PositiveIntegerField(default=0)),
                    ('opens_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('announced_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('proclaimed_at', models.DateTimeField(blank=True, null=True)),
                    ('annulled_reason', models.TextField(blank=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='vote_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('quorum_share_num__lte', models.F('quorum_share_den'))), name='quorum_share_is_a_proportion'), models.CheckConstraint(condition=models.Q(('quorum_share_den__gt', 0)), name='quorum_share_has_a_denominator'), models.CheckConstraint(condition=models.Q(models.Q(('method', 'majorite'), ('most_choices', 1)), models.Q(('method', 'choix'), ('most_choices__gte', 1)), _connector='OR'), name='one_answer_for_or_against')],
                },
            ),
            migrations.CreateModel(
                name='Option',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='voting.vote')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('value', models.CharField(max_length=20)),
                    ('words', models.CharField(blank=True, help_text='Empty for the four fixed answers.', max_length=120)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'value'), name='option_once_per_vote'), models.UniqueConstraint(fields=('vote', 'position'), name='one_option_per_position')],
                },
            ),
            migrations.CreateModel(
                name='Season',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40, unique=True)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='season_ends_after_it_starts')],
                },
            ),
            migrations.CreateModel(
                name='SeasonVote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='voting.season')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('uuid', models.CharField(max_length=22, unique=True)),
                    ('vote', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='season_place', to='voting.vote')),
                ],
                options={
                    'ordering': ('season_id', 'position'),
                    'constraints': [models.UniqueConstraint(fields=('season', 'position'), name='one_place_per_position_of_a_season')],
                },
            ),
            migrations.CreateModel(
                name='Scrutineer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scrutineers', to='voting.season')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scrutineer_of', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('checksum', models.CharField(blank=True, help_text='What is printed on the sheet.', max_length=9)),
                    ('rehearsed_on', models.DateField(blank=True, null=True)),
                    ('sealed_on', models.DateField(blank=True, null=True)),
                    ('is_demonstration', models.BooleanField(default=False, help_text='Its phrase is written in the documentation: it keeps nothing secret.')),
                ],
                options={
                    'ordering': ('season_id', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('season', 'organisation'), name='one_scrutineer_per_organisation_and_season'), models.UniqueConstraint(fields=('season', 'person'), name='one_phrase_per_person_and_season'), models.UniqueConstraint(fields=('season', 'keeper'), name='one_sheet_per_keeper_and_season'), models.CheckConstraint(condition=models.Q(('keeper', models.F('organisation')), _negated=True), name='sheet_is_kept_elsewhere')],
                },
            ),
            migrations.CreateModel(
                name='ScrutineerKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('scrutineer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='voting.scrutineer')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='voting.seasonvote')),
                    ('public', models.CharField(max_length=620, unique=True)),
                    ('challenge', models.CharField(max_length=80)),
                    ('response', models.CharField(max_length=80)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('scrutineer', 'place'), name='one_key_per_scrutineer_and_vote')],
                },
            ),
            migrations.CreateModel(
                name='RollEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='voting.vote')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll_entries', to=settings.AUTH_USER_MODEL)),
                    ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.territory')),
                    ('entitled_on', models.DateField()),
                    ('voted_on', models.DateField(blank=True, null=True)),
                    ('channel', models.CharField(blank=True, choices=[('web', 'on screen'), ('papier', 'on paper'), ('rencontre', 'at a meeting')], max_length=10)),
                    ('barred_on', models.DateField(blank=True, help_text='A recusal declared after the roll was frozen.', null=True)),
                ],
                options={
                    'verbose_name_plural': 'roll entries',
                    'constraints': [models.UniqueConstraint(fields=('vote', 'person'), name='one_roll_entry_per_person_and_vote')],
                },
            ),
            migrations.CreateModel(
                name='Recusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='voting.vote')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to=settings.AUTH_USER_MODEL)),
                    ('reason', models.CharField(max_length=200)),
                    ('declared_on', models.DateField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'person'), name='one_recusal_per_person_and_vote')],
                },
            ),
            migrations.CreateModel(
                name='Urn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='urn', to='voting.vote')),
                    ('uuid', models.CharField(max_length=22, unique=True)),
                    ('timestamp', models.PositiveBigIntegerField(help_text='Seconds; the one moment written in the archive.')),
                    ('election', models.TextField()),
                    ('fingerprint', models.CharField(max_length=43)),
                    ('credentials_hash', models.CharField(max_length=64)),
                    ('first_head', models.CharField(blank=True, help_text='The board before any ballot.', max_length=64)),
                    ('head', models.CharField(blank=True, max_length=64)),
                    ('height', models.PositiveIntegerField(default=0)),
                    ('is_ended', models.BooleanField(default=False)),
                    ('sealed_secret', models.TextField(blank=True)),
                ],
            ),
            migrations.CreateModel(
                name='Trustee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('urn', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trustees', to='voting.urn')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('scrutineer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trusts', to='voting.scrutineer')),
                    ('public', models.CharField(max_length=620)),
                    ('challenge', models.CharField(max_length=80)),
                    ('response', models.CharField(max_length=80)),
                    ('shared_on', models.DateField(blank=True, null=True)),
                    ('reminded_on', models.DateField(blank=True, null=True)),
                    ('is_by_sheet', models.BooleanField(default=False, help_text='Its sealed sheet was opened; published.')),
                ],
                options={
                    'ordering': ('urn_id', 'position'),
                    'constraints': [models.UniqueConstraint(fields=('urn', 'position'), name='one_trustee_per_position'), models.UniqueConstraint(fields=('urn', 'public'), name='no_key_twice_on_an_urn')],
                },
            ),
            migrations.CreateModel(
                name='Right',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('urn', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rights', to='voting.urn')),
                    ('roll_entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='right', to='voting.rollentry')),
                    ('digest', models.CharField(max_length=43)),
                    ('sealed', models.TextField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('urn', 'digest'), name='one_right_per_credential')],
                },
            ),
            migrations.CreateModel(
                name='BoardEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('urn', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='voting.urn')),
                    ('height', models.PositiveIntegerField()),
                    ('kind', models.CharField(choices=[('Setup', 'Setup'), ('Ballot', 'Ballot'), ('EndBallots', 'EndBallots'), ('EncryptedTally', 'EncryptedTally'), ('PartialDecryption', 'PartialDecryption'), ('Result', 'Result')], max_length=20)),
                    ('content', models.BinaryField()),
                    ('right_digest', models.CharField(blank=True, max_length=43)),
                    ('tracker', models.CharField(blank=True, max_length=43)),
                    ('receipt', models.CharField(blank=True, help_text='The picture and the three words.', max_length=60)),
                ],
                options={
                    'ordering': ('urn_id', 'height'),
                    'indexes': [models.Index(fields=['urn', 'right_digest'], name='board_ballots_of_a_right')],
                    'constraints': [models.UniqueConstraint(fields=('urn', 'height'), name='one_event_per_height'), models.UniqueConstraint(condition=models.Q(('receipt', ''), _negated=True), fields=('urn', 'receipt'), name='one_receipt_per_ballot')],
                },
            ),
            migrations.CreateModel(
                name='SeenCiphertext',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('urn', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.urn')),
                    ('digest', models.CharField(max_length=43)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('urn', 'digest'), name='no_ciphertext_twice')],
                },
            ),
            migrations.CreateModel(
                name='JointAct',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_acts', to='voting.vote')),
                    ('kind', models.CharField(choices=[('annuler', 'annul the vote'), ('fiche', 'open the sealed sheet')], max_length=12)),
                    ('trustee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.trustee')),
                    ('reason', models.TextField()),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField()),
                    ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('dropped_at__isnull', True), models.Q(('done_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='joint_act_by_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'fiche'), ('trustee__isnull', False)), models.Q(('kind', 'annuler'), ('trustee__isnull', True)), _connector='OR'), name='joint_act_names_its_key'), models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('dropped_at__isnull', True)), fields=('vote', 'kind', 'trustee'), name='one_joint_act_asked_at_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='BallotNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='voting.vote')),
                    ('kind', models.CharField(choices=[('pour', 'reason for'), ('contre', 'reason against'), ('objection', 'objection')], max_length=10)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(blank=True, max_length=200)),
                    ('answer', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'kind', 'position'), name='one_note_per_position'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'objection'), models.Q(('text', ''), _negated=True)), models.Q(models.Q(('kind', 'objection'), _negated=True), ('answer', '')), _connector='OR'), name='an_objection_has_words_and_only_it_an_answer')],
                },
            ),
            migrations.CreateModel(
                name='PaperCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_counts', to='voting.vote')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ballots', models.JSONField(default=dict, help_text='How many ballots by what is ticked: {« pour »: 3} or {« o1+o4 »: 2}.')),
                    ('counted_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'by'), name='one_paper_count_per_person_and_vote')],
                },
            ),
            migrations.CreateModel(
                name='PaperStub',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stubs', to='voting.vote')),
                    ('number', models.CharField(max_length=12)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('vote', 'number'), name='one_stub_per_number')],
                },
            ),
            migrations.CreateModel(
                name='PostalRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('roll_entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='postal_request', to='voting.rollentry')),
                    ('asked_on', models.DateField()),
                    ('posted_on', models.DateField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='Tally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('vote', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tally', to='voting.vote')),
                    ('participation', models.PositiveIntegerField()),
                    ('territory_count', models.PositiveSmallIntegerField()),
                    ('is_quorum_met', models.BooleanField()),
                    ('for_count', models.PositiveIntegerField(null=True)),
                    ('reserved_count', models.PositiveIntegerField(null=True)),
                    ('against_count', models.PositiveIntegerField(null=True)),
                    ('abstain_count', models.PositiveIntegerField(null=True)),
                    ('outcome', models.CharField(choices=[('approuvee', 'Approved'), ('non_approuvee', 'Not approved this time'), ('egalite', 'Tie'), ('choisi', 'Chosen'), ('quorum_non_atteint', 'Not enough people')], max_length=20)),
                    ('made_at', models.DateTimeField()),
                    ('territories', models.ManyToManyField(related_name='+', to='accounts.territory')),
                ],
                options={
                    'verbose_name_plural': 'tallies',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('abstain_count__isnull', True), ('against_count__isnull', True), ('for_count__isnull', True), ('is_quorum_met', False), ('outcome', 'quorum_non_atteint'), ('reserved_count__isnull', True)), models.Q(('is_quorum_met', True), ('outcome__in', ('choisi', 'egalite'))), models.Q(('abstain_count__isnull', False), ('against_count__isnull', False), ('for_count__isnull', False), ('is_quorum_met', True), ('reserved_count__isnull', False), models.Q(('outcome__in', ('quorum_non_atteint', 'choisi')), _negated=True)), _connector='OR'), name='missed_quorum_is_never_counted')],
                },
            ),
            migrations.CreateModel(
                name='OptionTally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tally', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='options', to='voting.tally')),
                    ('option', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tally', to='voting.option')),
                    ('count', models.PositiveIntegerField()),
                    ('is_chosen', models.BooleanField()),
                ],
            ),
            migrations.CreateModel(
                name='Remark',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='voting.vote')),
                    ('text', models.TextField()),
                ],
            ),
        ]),
        InstallTriggers('voting'),
    ]
