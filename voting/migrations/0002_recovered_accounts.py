from django.db import migrations

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):
    """A ballot cast before the NIP was recovered stays as it is; two workers while a vote concerns the person."""

    dependencies = [
        ("voting", "0001_initial"),
        ("accounts", "0012_recovery"),
    ]

    operations = [InstallTriggers("voting")]
