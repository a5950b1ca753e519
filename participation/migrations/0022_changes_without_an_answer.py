from django.db import migrations, models

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0021_what_the_table_asks'),
    ]

    operations = [
        migrations.AddField(
            model_name='amendment',
            name='passed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        InstallTriggers("participation"),
    ]
