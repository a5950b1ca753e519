import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tokens of the API made with the second step, apart because `knox` comes between them and the people."""

    initial = True

    replaces = [
        ('accounts', '0009_second_step'),
    ]

    dependencies = [
        ('accounts', '0001_people'),
        ('knox', '0009_extend_authtoken_field'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProvenToken',
            fields=[
                ('token', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='knox.authtoken')),
                ('factor', models.BigIntegerField(default=0)),
            ],
        ),
    ]
