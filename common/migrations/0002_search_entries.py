from django.db import migrations, models

from common.trigger_operations import InstallTriggers

# FTS5 keeps only its own index; the words stay in our table, and triggers keep the two in step.
SQLITE = """
    CREATE VIRTUAL TABLE common_search_words
    USING fts5(tokens, content='common_searchentry', content_rowid='id', detail='none')
"""
POSTGRESQL = "CREATE INDEX common_search_words ON common_searchentry USING gin (to_tsvector('simple', tokens))"


def create(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop(apps, schema_editor):
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "INDEX"
    schema_editor.execute(f"DROP {kind} IF EXISTS common_search_words")


class Migration(migrations.Migration):

    dependencies = [("common", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.PositiveBigIntegerField()),
                ("tokens", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="one_search_entry_per_thing")
                ],
            },
        ),
        migrations.RunPython(create, drop),
        InstallTriggers("common"),
    ]
