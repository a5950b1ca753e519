import django.db.models.deletion
from django.db import migrations, models

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('deliberation', '0002_sentences_read_again'),
        ('participation', '0011_what_the_table_asks_and_who_speaks'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentenceAppeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='of_sentence', to='deliberation.appeal')),
                ('set_aside', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='asked_again', to='participation.setaside')),
            ],
        ),
        InstallTriggers('participation'),
    ]
