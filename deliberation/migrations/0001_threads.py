import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.model_operations import CreateModels
from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):
    """Threads and what is done in them: messages, rounds, reactions, moderation, appeals.

    Eight migrations joined: the tables as they are at the end, then their triggers. No row is made here.
    """

    initial = True

    replaces = [
        ('deliberation', '0001_initial'),
        ('deliberation', '0002_what_a_message_can_be'),
        ('deliberation', '0003_moderation'),
        ('deliberation', '0004_a_counter_of_changes'),
        ('deliberation', '0005_who_reads'),
        ('deliberation', '0006_scrutineers'),
        ('deliberation', '0007_sentences_taken_out'),
        ('deliberation', '0008_thread_news'),
    ]

    dependencies = [
        ('accounts', '0001_people'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Thread',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200)),
                    ('audience', models.CharField(choices=[('membres', 'the members of the Espace'), ('animation', 'facilitation and one person'), ('soutien', 'facilitation and support, not citizens'), ('public', 'everybody, without names')], default='membres', max_length=12)),
                    ('mode', models.CharField(choices=[('apres', 'After publication'), ('avant', 'Before publication'), ('premier_message', 'Before, for the first message only')], default='apres', max_length=20)),
                    ('state', models.CharField(choices=[('ouvert', 'Open thread'), ('ralenti', 'Slow mode'), ('pause', 'Paused thread'), ('ferme', 'Closed thread')], default='ouvert', max_length=8)),
                    ('content_note', models.CharField(blank=True, max_length=120)),
                    ('protected_names', models.TextField(blank=True)),
                    ('flag_hours', models.PositiveSmallIntegerField(default=24)),
                    ('is_private_word', models.BooleanField(default=False)),
                    ('back_path', models.CharField(blank=True, max_length=200)),
                    ('last_number', models.PositiveIntegerField(default=0)),
                    ('last_change', models.PositiveIntegerField(default=0)),
                    ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('public_since_vote_on', models.DateField(blank=True, help_text='The day the Espace decided that everybody reads it, without names.', null=True)),
                    ('opened_at', models.DateTimeField()),
                    ('last_posted_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('is_private_word', False), models.Q(('audience', 'animation'), ('opened_by__isnull', False)), _connector='OR'), name='private_word_is_between_two'), models.UniqueConstraint(condition=models.Q(('is_private_word', True), models.Q(('state', 'ferme'), _negated=True)), fields=('opened_by',), name='one_open_private_word_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 'public'), _negated=True), ('public_since_vote_on__isnull', False), _connector='OR'), name='a_public_thread_was_decided')],
                },
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='deliberation.thread')),
                    ('number', models.PositiveIntegerField()),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                    ('author_role', models.CharField(choices=[('citizen', 'citizen'), ('facilitator', 'facilitation'), ('support', 'support'), ('crd_agent', 'social development officer'), ('mrc_resource', 'MRC resource'), ('signatory', 'signatory partner'), ('table_member', 'Table member'), ('carrier', 'carrier organisation'), ('scrutineer', 'scrutineer'), ('admin', 'technical administration')], max_length=16)),
                    ('author_badge', models.CharField(blank=True, help_text='Employer or profile shown on the badge.', max_length=120)),
                    ('author_territory', models.CharField(blank=True, max_length=80)),
                    ('kind', models.CharField(choices=[('message', 'message'), ('information', 'information'), ('synthese', 'summary')], default='message', max_length=12)),
                    ('text', models.TextField()),
                    ('html', models.TextField()),
                    ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='deliberation.message')),
                    ('quoted', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quoted_by', to='deliberation.message')),
                    ('content_note', models.CharField(blank=True, help_text='What it talks about; the words are folded under it.', max_length=120)),
                    ('via', models.CharField(choices=[('web', 'on screen'), ('telephone', 'by phone'), ('rencontre', 'at a meeting'), ('papier', 'on paper')], default='web', max_length=10)),
                    ('typed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('typed_by_role', models.CharField(blank=True, choices=[('citizen', 'citizen'), ('facilitator', 'facilitation'), ('support', 'support'), ('crd_agent', 'social development officer'), ('mrc_resource', 'MRC resource'), ('signatory', 'signatory partner'), ('table_member', 'Table member'), ('carrier', 'carrier organisation'), ('scrutineer', 'scrutineer'), ('admin', 'technical administration')], max_length=16)),
                    ('typed_by_badge', models.CharField(blank=True, max_length=120)),
                    ('posted_at', models.DateTimeField()),
                    ('edited_at', models.DateTimeField(blank=True, null=True)),
                    ('revision', models.PositiveIntegerField(default=0)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('hidden_at', models.DateTimeField(blank=True, null=True)),
                    ('hidden_reason', models.CharField(blank=True, choices=[('tierce_personne', 'Names or reveals somebody else'), ('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('detresse', 'The person seems in danger or distress'), ('menace', 'Threatens somebody'), ('publicite', 'Advertising or a scam'), ('hors_sujet', 'Not the right thread'), ('oriente_vote', 'Tells people how to vote')], max_length=20)),
                    ('hidden_passage', models.TextField(blank=True, help_text='The exact words replaced by a mark; empty hides it whole.')),
                    ('hidden_until_read', models.BooleanField(default=False, help_text='Hidden by a flag alone; facilitation has not read it yet.')),
                    ('moved_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='deliberation.message')),
                    ('client_key', models.CharField(blank=True, max_length=40)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('thread', 'number'), name='one_number_per_message'), models.UniqueConstraint(condition=models.Q(('client_key', ''), _negated=True), fields=('thread', 'author', 'client_key'), name='one_message_per_client_key')],
                },
            ),
            migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='deliberation.thread')),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to=settings.AUTH_USER_MODEL)),
                    ('typed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kind', models.CharField(choices=[('message', 'message'), ('information', 'information'), ('synthese', 'summary')], default='message', max_length=12)),
                    ('text', models.TextField()),
                    ('content_note', models.CharField(blank=True, max_length=120)),
                    ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.message')),
                    ('via', models.CharField(choices=[('web', 'on screen'), ('telephone', 'by phone'), ('rencontre', 'at a meeting'), ('papier', 'on paper')], default='web', max_length=10)),
                    ('client_key', models.CharField(blank=True, max_length=40)),
                    ('sent_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('attend', 'waits to be read'), ('publie', 'published'), ('refuse', 'not published'), ('repris', 'taken back by its author')], default='attend', max_length=8)),
                    ('reason', models.CharField(blank=True, choices=[('tierce_personne', 'Names or reveals somebody else'), ('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('detresse', 'The person seems in danger or distress'), ('menace', 'Threatens somebody'), ('publicite', 'Advertising or a scam'), ('hors_sujet', 'Not the right thread'), ('oriente_vote', 'Tells people how to vote')], max_length=20)),
                    ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('message', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submission', to='deliberation.message')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('message__isnull', False), ('state', 'publie')), models.Q(models.Q(('state', 'publie'), _negated=True), ('message__isnull', True)), _connector='OR'), name='published_submission_has_its_message'), models.UniqueConstraint(condition=models.Q(('client_key', ''), _negated=True), fields=('thread', 'author', 'client_key'), name='one_submission_per_client_key')],
                },
            ),
            migrations.CreateModel(
                name='Appeal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='deliberation.message')),
                    ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='deliberation.submission')),
                    ('pause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='accounts.voicepause')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to=settings.AUTH_USER_MODEL)),
                    ('words', models.TextField(blank=True, help_text='What the person wants the readers to know.')),
                    ('asked_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('acted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('citizens_wanted', models.PositiveSmallIntegerField(default=2)),
                    ('seed', models.CharField(max_length=64)),
                    ('seed_hash', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('en_relecture', 'is being read again'), ('maintenu', 'the act stays'), ('annule', 'the act is undone'), ('retire', 'taken back by the person')], default='en_relecture', max_length=12)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('message__isnull', False), ('pause__isnull', True), ('submission__isnull', True)), models.Q(('message__isnull', True), ('pause__isnull', True), ('submission__isnull', False)), models.Q(('message__isnull', True), ('pause__isnull', False), ('submission__isnull', True)), _connector='OR'), name='an_appeal_is_about_one_thing'), models.UniqueConstraint(condition=models.Q(('state', 'en_relecture')), fields=('message',), name='one_open_appeal_per_message'), models.UniqueConstraint(fields=('submission',), name='one_appeal_per_submission'), models.UniqueConstraint(fields=('pause',), name='one_appeal_per_pause')],
                },
            ),
            migrations.CreateModel(
                name='AppealReader',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readers', to='deliberation.appeal')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals_to_read', to=settings.AUTH_USER_MODEL)),
                    ('side', models.CharField(choices=[('citoyenne', 'drawn by lot'), ('animation', 'another facilitator')], max_length=10)),
                    ('rank', models.PositiveIntegerField(help_text='The place in the draw.')),
                    ('drawn_at', models.DateTimeField()),
                    ('answer_by', models.DateTimeField()),
                    ('opinion', models.CharField(blank=True, choices=[('maintenir', 'The act was fair. It stays.'), ('annuler', 'The act was not fair. Undo it.')], max_length=10)),
                    ('opinion_at', models.DateTimeField(blank=True, null=True)),
                    ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('appeal', 'person'), name='one_seat_per_reader_and_appeal'), models.CheckConstraint(condition=models.Q(models.Q(('opinion', ''), ('opinion_at__isnull', True)), models.Q(models.Q(('opinion', ''), _negated=True), ('opinion_at__isnull', False)), _connector='OR'), name='an_opinion_has_its_instant')],
                },
            ),
            migrations.CreateModel(
                name='Flag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='deliberation.message')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to=settings.AUTH_USER_MODEL)),
                    ('reason', models.CharField(choices=[('tierce_personne', 'Names or reveals somebody else'), ('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('detresse', 'The person seems in danger or distress'), ('menace', 'Threatens somebody'), ('publicite', 'Advertising or a scam'), ('hors_sujet', 'Not the right thread'), ('oriente_vote', 'Tells people how to vote')], max_length=20)),
                    ('raised_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('hid_first', models.BooleanField(default=False, help_text='This flag hid the message at once.')),
                    ('handled_at', models.DateTimeField(blank=True, null=True)),
                    ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome', models.CharField(blank=True, choices=[('fonde', 'something was done'), ('laisse', 'the message stays'), ('appel', 'somebody called')], max_length=8)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('message', 'by'), name='one_flag_per_person_and_message')],
                },
            ),
            migrations.CreateModel(
                name='ModerationAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('thread', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moderation_actions', to='deliberation.thread')),
                    ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moderation_actions', to='deliberation.message')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('act', models.CharField(choices=[('masquer_passage', 'Hide a passage'), ('masquer_message', 'Hide the message'), ('remontrer', 'Show again'), ('ralentir_fil', 'Slow the thread'), ('pause_fil', 'Pause the thread'), ('rouvrir_fil', 'Open the thread again'), ('fermer_fil', 'Close the thread'), ('appel_humain', 'A person calls'), ('masquer_d_abord', 'Hidden at once, until somebody reads it'), ('garder_masque', 'Read, and stays hidden'), ('laisser', 'Read, and stays as it is'), ('deplacer', 'Move to another thread'), ('ramener', 'Bring back to its thread'), ('rappel_prive', 'Private reminder to support'), ('lire_avant', 'Read messages before they are published'), ('lire_premier', 'Read only the first message before'), ('lire_apres', 'Read messages after they are published'), ('publier', 'Read, then publish'), ('refuser', 'Read, and not published'), ('ecarter_phrase', 'Take a sentence out before a vote'), ('remettre_phrase', 'Put a sentence back before a vote'), ('relecture_maintient', 'Read again: the act stays'), ('relecture_annule', 'Read again: the act is undone')], max_length=20)),
                    ('reason', models.CharField(blank=True, choices=[('tierce_personne', 'Names or reveals somebody else'), ('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('detresse', 'The person seems in danger or distress'), ('menace', 'Threatens somebody'), ('publicite', 'Advertising or a scam'), ('hors_sujet', 'Not the right thread'), ('oriente_vote', 'Tells people how to vote')], max_length=20)),
                    ('at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Reaction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reactions', to='deliberation.message')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reactions', to=settings.AUTH_USER_MODEL)),
                    ('kind', models.CharField(choices=[('merci', 'Thank you'), ('moi_aussi', 'Me too')], max_length=10)),
                    ('typed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('message', 'person', 'kind'), name='one_reaction_of_a_kind_per_person')],
                },
            ),
            migrations.CreateModel(
                name='ReadMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='read_marks', to='deliberation.thread')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='read_marks', to=settings.AUTH_USER_MODEL)),
                    ('last_number', models.PositiveIntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('thread', 'person'), name='one_read_mark_per_person_and_thread')],
                },
            ),
            migrations.CreateModel(
                name='Round',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='deliberation.thread')),
                    ('question', models.CharField(max_length=200)),
                    ('hours_per_turn', models.PositiveSmallIntegerField()),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('opened_at', models.DateTimeField()),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('thread',), name='one_open_round_per_thread')],
                },
            ),
            migrations.CreateModel(
                name='Turn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='deliberation.round')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to=settings.AUTH_USER_MODEL)),
                    ('position', models.PositiveIntegerField()),
                    ('state', models.CharField(choices=[('attend', 'waits for their turn'), ('a_son_tour', 'has the floor'), ('a_parle', 'has spoken'), ('a_passe', 'passed')], default='attend', max_length=10)),
                    ('due_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.message')),
                    ('typed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('round', 'person'), name='one_turn_per_person_and_round'), models.UniqueConstraint(fields=('round', 'position'), name='one_turn_per_position'), models.UniqueConstraint(condition=models.Q(('state', 'a_son_tour')), fields=('round',), name='one_person_has_the_floor')],
                },
            ),
            migrations.CreateModel(
                name='ThreadNews',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='news', to='deliberation.thread')),
                    ('event', models.CharField(max_length=60)),
                    ('title', models.CharField(max_length=120)),
                    ('words', models.TextField()),
                    ('link', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('thread', 'event'), name='one_news_per_thread_and_event')],
                },
            ),
            migrations.CreateModel(
                name='MessageVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='deliberation.message')),
                    ('text', models.TextField()),
                    ('written_at', models.DateTimeField()),
                    ('replaced_at', models.DateTimeField()),
                    ('replaced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
        ]),
        InstallTriggers('deliberation'),
    ]
