from django.db import migrations

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0003_called_off'),
    ]

    operations = [
        InstallTriggers("voting"),
    ]
