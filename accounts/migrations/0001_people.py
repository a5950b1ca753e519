import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from common.model_operations import CreateModels
from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):
    """Who is here: people and their cards, places, bodies and seats, mandates, welcomes, codes, delegations, journals.

    Fourteen migrations joined: the tables as they are at the end, then their triggers. No row is made here.
    A base that played the fourteen has nothing left to play. `ProvenToken` is next door: it points to `knox`, which
    itself waits for the people.
    """

    initial = True

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_opening_codes'),
        ('accounts', '0003_journal_and_contacts'),
        ('accounts', '0004_voice_pauses'),
        ('accounts', '0005_known_devices_and_open_sessions'),
        ('accounts', '0006_card_batches'),
        ('accounts', '0007_welcomes_and_reasons'),
        ('accounts', '0008_kept_words'),
        ('accounts', '0010_email_codes'),
        ('accounts', '0011_delegates'),
        ('accounts', '0012_recovery'),
        ('accounts', '0013_own_email'),
        ('accounts', '0014_scrutineers'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Territory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=40, unique=True)),
                    ('code', models.CharField(max_length=3, unique=True)),
                    ('name', models.CharField(max_length=80)),
                    ('official_name', models.CharField(max_length=120)),
                    ('label_de', models.CharField(help_text='The name with its French article: « de La Mitis ».', max_length=90)),
                    ('seat', models.CharField(max_length=80)),
                    ('position', models.PositiveSmallIntegerField(help_text='Order from west to east.')),
                    ('population', models.PositiveIntegerField(blank=True, help_text='Population of 2012, in people.', null=True)),
                    ('cdc_name', models.CharField(blank=True, max_length=120)),
                ],
                options={
                    'verbose_name': 'MRC territory',
                    'verbose_name_plural': 'MRC territories',
                },
            ),
            migrations.CreateModel(
                name='Municipality',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='municipalities', to='accounts.territory')),
                    ('name', models.CharField(max_length=80)),
                ],
                options={
                    'verbose_name_plural': 'municipalities',
                    'constraints': [models.UniqueConstraint(fields=('territory', 'name'), name='municipality_once_per_territory')],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(blank=True, max_length=60, null=True, unique=True, verbose_name='login name')),
                    ('display_name', models.CharField(max_length=80, verbose_name='borrowed name')),
                    ('name_key', models.CharField(db_index=True, editable=False, max_length=160, null=True)),
                    ('name_chosen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.territory')),
                    ('municipality', models.CharField(blank=True, max_length=80, verbose_name='municipality (private)')),
                    ('age_group', models.CharField(blank=True, choices=[('14-15', '14 to 15 years old'), ('16-17', '16 to 17 years old'), ('18-24', '18 to 24 years old'), ('25-34', '25 to 34 years old'), ('35-49', '35 to 49 years old'), ('50-64', '50 to 64 years old'), ('65+', '65 years old and over')], max_length=5, verbose_name='age group')),
                    ('contact_path', models.CharField(choices=[('web', 'on screen'), ('telephone', 'by phone'), ('rencontre', 'at a meeting'), ('courrier', 'by letter'), ('courriel', 'by e-mail')], default='web', max_length=10, verbose_name='how to reach them')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail (optional)')),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('session_round', models.BigIntegerField(editable=False, null=True)),
                    ('nip_recovered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('nip_recovered_on', models.DateField(blank=True, editable=False, null=True)),
                    ('journal_seen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'person',
                    'verbose_name_plural': 'people',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('name_chosen_at__isnull', False)), fields=('name_key',), name='chosen_name_is_of_one_person')],
                },
            ),
            migrations.CreateModel(
                name='CardBatch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('once', models.UUIDField(editable=False, unique=True)),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('issued_at', models.DateTimeField()),
                    ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.territory')),
                ],
                options={
                    'verbose_name': 'workshop cards',
                },
            ),
            migrations.CreateModel(
                name='AccessCard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=8, unique=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to=settings.AUTH_USER_MODEL)),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('issued_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='accounts.cardbatch')),
                ],
                options={
                    'verbose_name': 'access card',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('person',), name='one_live_card_per_person')],
                },
            ),
            migrations.CreateModel(
                name='AccountEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_events', to=settings.AUTH_USER_MODEL)),
                    ('kind', models.CharField(choices=[('card_issued', 'A card was made for you.'), ('card_opened', 'Your card was opened for the first time.'), ('entered_new_device', 'Somebody entered your account with a new device.'), ('pin_changed', 'Your NIP was changed.'), ('recovery_asked', 'Somebody asked for a code to change your NIP.'), ('recovery_issued', 'A code to change your NIP was made.'), ('recovery_used', 'Your NIP was changed with a code.'), ('recovery_revoked', 'A code to change your NIP was cancelled.'), ('not_me', 'You said that a change did not come from you.'), ('signed_out', 'A device was signed out.'), ('passkey_added', 'A passkey was added.'), ('passkey_removed', 'A passkey was removed.'), ('second_factor_set', 'The second step to enter was set up.'), ('second_factor_removed', 'The second step to enter was taken away.'), ('contact_changed', 'How to reach you was changed.'), ('mandate_granted', 'A role was given to you.'), ('mandate_ended', 'A role of yours was ended.'), ('written_for_you', 'Words of yours were written down for you.'), ('voice_suspended', 'You may not write for some days. You still vote.'), ('voice_restored', 'You may write again.')], max_length=32)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                    ('detail', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'verbose_name': "line of an account's journal",
                    'indexes': [models.Index(fields=['person', 'at'], name='account_event_by_person')],
                },
            ),
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=60, unique=True)),
                    ('name', models.CharField(max_length=160)),
                    ('kind', models.CharField(choices=[('obnl', 'non-profit organisation'), ('cooperative-obnl', 'co-operative recognised as non-profit'), ('municipal', 'municipal body'), ('autochtone', 'First Nations body'), ('recherche', 'research centre'), ('entreprise', 'private business'), ('ministere', 'ministry')], max_length=20)),
                    ('short_name', models.CharField(blank=True, help_text='As shown on a badge, e.g. « CRD ».', max_length=60)),
                    ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.territory')),
                    ('mission', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'verbose_name': 'organisation',
                },
            ),
            migrations.CreateModel(
                name='Body',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=60, unique=True)),
                    ('kind', models.CharField(choices=[('espace', 'the Espace'), ('table', 'regional Table'), ('territorial', 'territorial concertation'), ('signatory', 'regional signatory partner')], max_length=12)),
                    ('name', models.CharField(max_length=160)),
                    ('short_name', models.CharField(blank=True, max_length=80)),
                    ('territory', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='body', to='accounts.territory')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ],
                options={
                    'verbose_name_plural': 'bodies',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'territorial'), ('territory__isnull', False)), models.Q(models.Q(('kind', 'territorial'), _negated=True), ('territory__isnull', True)), _connector='OR'), name='territorial_body_has_a_territory')],
                },
            ),
            migrations.CreateModel(
                name='Seat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='accounts.body')),
                    ('composition', models.CharField(help_text='The years of the composition, e.g. « 2024-2029 ».', max_length=20)),
                    ('is_current', models.BooleanField(default=True)),
                    ('slug', models.SlugField(max_length=60)),
                    ('label', models.CharField(max_length=160)),
                    ('holder_label', models.CharField(blank=True, max_length=160)),
                    ('group', models.CharField(blank=True, choices=[('signataire', 'signatory'), ('gouvernemental', 'government'), ('municipal', 'municipal'), ('communaute', 'community')], max_length=16)),
                    ('parity_group', models.CharField(blank=True, choices=[('institutionnel', 'institutional'), ('communaute', 'community')], max_length=16)),
                    ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.territory')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('composition', 'slug'), name='seat_once_per_composition'), models.CheckConstraint(condition=models.Q(models.Q(('group', 'signataire'), _negated=True), ('parity_group', ''), _connector='OR'), name='signatory_outside_parity')],
                },
            ),
            migrations.CreateModel(
                name='ContactDetails',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contact_details', to=settings.AUTH_USER_MODEL)),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone (optional)')),
                    ('call_name', models.CharField(blank=True, help_text='A first name is enough, or none.', max_length=80, verbose_name='who to ask for')),
                    ('may_leave_message', models.BooleanField(default=False, verbose_name='a message may be left')),
                    ('email_is_own', models.BooleanField(default=False, editable=False)),
                    ('postal_address', models.TextField(blank=True, max_length=400, verbose_name='postal address (optional)')),
                    ('changed_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'contact details',
                    'verbose_name_plural': 'contact details',
                },
            ),
            migrations.CreateModel(
                name='Delegation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
                    ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='accounts.territory')),
                    ('kind', models.CharField(choices=[('titulaire', 'titular'), ('suppleance', 'alternate')], max_length=12)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('reason', models.CharField(max_length=300)),
                    ('appointed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('end_reason', models.CharField(blank=True, max_length=300)),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'delegation of an MRC',
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='delegation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='delegation_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='DelegateAbsence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('delegation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='accounts.delegation')),
                    ('from_on', models.DateField()),
                    ('until_on', models.DateField()),
                    ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('noted_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'absence of a delegate',
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='absence_ends_after_it_starts')],
                },
            ),
            migrations.CreateModel(
                name='EmailCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='email_code', to=settings.AUTH_USER_MODEL)),
                    ('code_hash', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                ],
                options={
                    'verbose_name': 'code by e-mail',
                    'verbose_name_plural': 'codes by e-mail',
                    'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('code_hash'), 64), name='email_code_is_hashed'), models.CheckConstraint(condition=models.Q(('tries__lte', 5)), name='email_code_few_tries'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='email_code_expires_later')],
                },
            ),
            migrations.CreateModel(
                name='IdentityView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identity_views', to=settings.AUTH_USER_MODEL)),
                    ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('part', models.CharField(choices=[('contact', 'how to reach you'), ('account', 'your card and your age group'), ('municipality', 'your municipality')], max_length=16)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': "look at a person's details",
                    'indexes': [models.Index(fields=['person', 'at'], name='identity_view_by_person')],
                },
            ),
            migrations.CreateModel(
                name='Interest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='accounts.organisation')),
                    ('kind', models.CharField(choices=[('emploi', 'works there'), ('conseil_administration', 'sits on its board'), ('argent', 'has money in it')], max_length=24)),
                    ('declared_on', models.DateField()),
                    ('ended_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'organisation', 'kind'), name='interest_declared_once')],
                },
            ),
            migrations.CreateModel(
                name='KeptWords',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_words', to=settings.AUTH_USER_MODEL)),
                    ('address', models.CharField(max_length=300)),
                    ('fields', models.JSONField(default=dict)),
                    ('kept_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'kept words',
                    'verbose_name_plural': 'kept words',
                    'constraints': [models.UniqueConstraint(fields=('person', 'address'), name='kept_words_once_per_address')],
                },
            ),
            migrations.CreateModel(
                name='KnownDevice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_devices', to=settings.AUTH_USER_MODEL)),
                    ('secret_hash', models.CharField(max_length=64)),
                    ('kind', models.CharField(choices=[('phone', 'Phone'), ('tablet', 'Tablet'), ('computer', 'Computer')], max_length=10)),
                    ('browser', models.CharField(blank=True, max_length=20)),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'known device',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('person', 'secret_hash'), name='known_device_once_per_person'), models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('secret_hash'), 64), name='known_device_is_hashed')],
                },
            ),
            migrations.CreateModel(
                name='Mandate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL)),
                    ('role', models.CharField(choices=[('citizen', 'citizen'), ('facilitator', 'facilitation'), ('support', 'support'), ('crd_agent', 'social development officer'), ('mrc_resource', 'MRC resource'), ('signatory', 'signatory partner'), ('table_member', 'Table member'), ('carrier', 'carrier organisation'), ('scrutineer', 'scrutineer'), ('admin', 'technical administration')], max_length=16)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='accounts.organisation')),
                    ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='accounts.territory')),
                    ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='accounts.seat')),
                    ('profile', models.CharField(blank=True, help_text='E.g. « travail de rue », shown on the badge.', max_length=80)),
                    ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reason', models.CharField(blank=True, db_default='', default='', max_length=300)),
                    ('end_reason', models.CharField(blank=True, db_default='', default='', max_length=300)),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['role', 'starts_on', 'ends_on'], name='accounts_ma_role_89be3c_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mandate_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person', 'role'), name='one_open_mandate_per_role'), models.CheckConstraint(condition=models.Q(('granted_by__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='mandate_given_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'mrc_resource'), _negated=True), ('territory__isnull', False), _connector='OR'), name='mrc_resource_has_a_territory'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'table_member'), _negated=True), ('seat__isnull', False), _connector='OR'), name='table_member_has_a_seat')],
                },
            ),
            migrations.CreateModel(
                name='MandateProposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandate_proposals', to=settings.AUTH_USER_MODEL)),
                    ('role', models.CharField(choices=[('citizen', 'citizen'), ('facilitator', 'facilitation'), ('support', 'support'), ('crd_agent', 'social development officer'), ('mrc_resource', 'MRC resource'), ('signatory', 'signatory partner'), ('table_member', 'Table member'), ('carrier', 'carrier organisation'), ('scrutineer', 'scrutineer'), ('admin', 'technical administration')], max_length=16)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('reason', models.CharField(max_length=300)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_for', models.CharField(max_length=200)),
                    ('asked_at', models.DateTimeField()),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_for', models.CharField(blank=True, max_length=200)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'role to confirm',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True), ('dropped_at__isnull', True)), fields=('person', 'role'), name='one_waiting_proposal_per_role'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='proposal_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('dropped_at__isnull', True), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), models.Q(('confirmed_by', models.F('person')), _negated=True), models.Q(('confirmed_for', models.F('asked_for')), _negated=True), models.Q(('confirmed_for', ''), _negated=True), models.Q(('asked_for', ''), _negated=True)), _connector='OR'), name='proposal_by_two_people_of_two_employers')],
                },
            ),
            migrations.CreateModel(
                name='OpenSession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_sessions', to=settings.AUTH_USER_MODEL)),
                    ('session_key', models.CharField(max_length=40, unique=True)),
                    ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sessions', to='accounts.knowndevice')),
                    ('kind', models.CharField(choices=[('phone', 'Phone'), ('tablet', 'Tablet'), ('computer', 'Computer')], max_length=10)),
                    ('browser', models.CharField(blank=True, max_length=20)),
                    ('opened_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'open session',
                },
            ),
            migrations.CreateModel(
                name='OpeningCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code_hash', models.CharField(max_length=128)),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('issued_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opening_codes', to='accounts.accesscard')),
                ],
                options={
                    'verbose_name': 'opening code',
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('code_hash__contains', '$')), name='openingcode_is_hashed'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('issued_at'))), name='openingcode_expires_after_issue'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), models.Q(('revoked_at__isnull', True), ('used_at__gte', models.F('issued_at')), ('used_at__lt', models.F('expires_at'))), _connector='OR'), name='openingcode_used_in_time'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True), ('used_at__isnull', True)), fields=('card',), name='one_unsettled_opening_code_per_card')],
                },
            ),
            migrations.CreateModel(
                name='RecoveryRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recovery_requests', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'request for a code to change a NIP',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('confirmed_at__isnull', True)), fields=('person',), name='one_unsettled_recovery_request_per_person'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('person')), _negated=True), name='recovery_is_never_asked_for_oneself'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(models.Q(('confirmed_by', models.F('asked_by')), _negated=True), models.Q(('confirmed_by', models.F('person')), _negated=True), ('cancelled_at__isnull', True), ('confirmed_at__gte', models.F('asked_at')), ('confirmed_at__isnull', False), ('confirmed_at__lt', models.F('expires_at')), ('confirmed_by__isnull', False)), _connector='OR'), name='recovery_confirmed_by_another_in_time')],
                },
            ),
            migrations.CreateModel(
                name='NipCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code_hash', models.CharField(max_length=128)),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('issued_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nip_codes', to=settings.AUTH_USER_MODEL)),
                    ('request', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='code', to='accounts.recoveryrequest')),
                ],
                options={
                    'verbose_name': 'code to change a NIP',
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('code_hash__contains', '$')), name='nipcode_is_hashed'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('issued_at'))), name='nipcode_expires_after_issue'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), models.Q(('revoked_at__isnull', True), ('used_at__gte', models.F('issued_at')), ('used_at__lt', models.F('expires_at'))), _connector='OR'), name='nipcode_used_in_time'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True), ('used_at__isnull', True)), fields=('person',), name='one_unsettled_nip_code_per_person'), models.CheckConstraint(condition=models.Q(('issued_by', models.F('person')), _negated=True), name='nip_code_is_never_for_oneself')],
                },
            ),
            migrations.CreateModel(
                name='Dispute',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to=settings.AUTH_USER_MODEL)),
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dispute', to='accounts.accountevent')),
                    ('raised_at', models.DateTimeField()),
                    ('is_held', models.BooleanField()),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'change that a person does not recognise',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__gte', models.F('raised_at')), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='dispute_settled_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='RecoveryCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
                    ('digest', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'recovery code',
                    'constraints': [models.UniqueConstraint(fields=('person', 'digest'), name='recovery_code_once_per_person'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('used_at__gte', models.F('made_at')), _connector='OR'), name='recovery_code_used_after_it_is_made')],
                },
            ),
            migrations.CreateModel(
                name='UsedStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('step', models.BigIntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'step'), name='code_of_a_moment_used_once')],
                },
            ),
            migrations.CreateModel(
                name='VoicePause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voice_pauses', to=settings.AUTH_USER_MODEL)),
                    ('reason', models.CharField(choices=[('attaque', 'Insults or attacks a person'), ('haine', 'Hateful or discriminating words'), ('menace', 'Threatens somebody'), ('donnees_privees', 'Gives an address, a phone or a file number'), ('publicite', 'Advertising or a scam'), ('faux_signalements', 'Flags messages to make others silent')], max_length=20)),
                    ('why', models.CharField(max_length=300)),
                    ('days', models.PositiveSmallIntegerField()),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_employer', models.CharField(max_length=120)),
                    ('asked_at', models.DateTimeField()),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_employer', models.CharField(blank=True, max_length=120)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'pause of a voice',
                    'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 7)), name='voice_pause_seven_days_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True), ('confirmed_employer', '')), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('dropped_at__isnull', True), models.Q(('confirmed_employer', ''), _negated=True), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), models.Q(('confirmed_employer', models.F('asked_employer')), _negated=True)), _connector='OR'), name='voice_pause_two_people_two_employers'), models.CheckConstraint(condition=models.Q(models.Q(('asked_by', models.F('person')), _negated=True), models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('person')), _negated=True), _connector='OR')), name='voice_pause_never_of_oneself'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('confirmed_at__isnull', False), _connector='OR'), name='voice_pause_ends_once_begun'), models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True), ('dropped_at__isnull', True)), fields=('person',), name='one_voice_pause_asked_per_person')],
                },
            ),
            migrations.CreateModel(
                name='Welcome',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='welcomes', to=settings.AUTH_USER_MODEL)),
                    ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('held_for', models.CharField(max_length=200)),
                    ('held_at', models.DateTimeField()),
                    ('referred_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('seconded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('seconded_for', models.CharField(blank=True, max_length=200)),
                    ('seconded_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'welcome talk',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True), ('seconded_at__isnull', True)), fields=('person',), name='one_waiting_welcome'), models.CheckConstraint(condition=models.Q(models.Q(('seconded_at__isnull', True), ('seconded_by__isnull', True)), models.Q(('dropped_at__isnull', True), ('seconded_at__isnull', False), ('seconded_by__isnull', False), models.Q(('seconded_by', models.F('held_by')), _negated=True), models.Q(('seconded_for', models.F('held_for')), _negated=True), models.Q(('seconded_for', ''), _negated=True), models.Q(('held_for', ''), _negated=True)), _connector='OR'), name='welcome_by_two_people_of_two_employers')],
                },
            ),
        ]),
        InstallTriggers('accounts'),
    ]
