from django.db import migrations

from common.trigger_operations import InstallTriggers


class Migration(migrations.Migration):
    """While a vote concerns somebody, no opening code of theirs is made nor used: one worker alone has seen it."""

    dependencies = [
        ("voting", "0002_recovered_accounts"),
        ("accounts", "0013_own_email"),
    ]

    operations = [InstallTriggers("voting")]
