import pytest
from django.core import checks
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from common.joined_migrations import half_played
from common.model_operations import CreateModels
from config.management.commands.serve import Command
from tools.run import OUR_APPS

pytestmark = pytest.mark.database

LAST = ("participation", "0028_a_helped_reply_may_wait")


def forget(*, keep: int = 0) -> None:
    """As a base that played only the first migrations of the old chain."""
    replaced = MigrationLoader(None).replacements["participation", "0001_espace"].replaces
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("participation", "0001_espace")
    for app_label, name in replaced[keep:]:
        recorder.record_unapplied(app_label, name)


def left_to_play() -> list[str]:
    loader = MigrationLoader(connection)
    return [
        f"{app_label}.{name}"
        for app_label, name in loader.graph.nodes
        if app_label in OUR_APPS and (app_label, name) not in loader.applied_migrations
    ]


@pytest.mark.django_db
def test_a_base_that_played_every_old_migration_has_nothing_left_to_play():
    recorder = MigrationRecorder(connection)
    for joined in MigrationLoader(None).replacements:
        recorder.record_unapplied(*joined)

    assert left_to_play() == []
    assert half_played(MigrationLoader(connection)) == []


@pytest.mark.django_db
def test_a_base_that_played_none_plays_the_joined_one():
    forget()

    assert "participation.0001_espace" in left_to_play()
    assert half_played(MigrationLoader(connection)) == []


@pytest.mark.django_db
def test_a_base_that_stopped_in_the_middle_is_refused_and_told_what_to_do():
    forget(keep=27)

    assert half_played(MigrationLoader(connection)) == [LAST]
    [error] = checks.run_checks(tags=["database"], databases=["default"])
    assert error.id == "common.E001"
    assert "participation/migrations/0028_a_helped_reply_may_wait.py" in error.hint
    with pytest.raises(SystemCheckError, match="participation"):
        call_command("migrate", verbosity=0, skip_checks=False)
    with pytest.raises(CommandError, match="0028_a_helped_reply_may_wait"):
        Command()._migrate()


def test_each_old_migration_is_replaced_by_one_file():
    replaced = [old for joined in MigrationLoader(None).replacements.values() for old in joined.replaces]

    assert len(replaced) == len(set(replaced))


def test_what_follows_names_the_joined_file_not_one_that_is_gone():
    """By a gone name, `sqlmigrate` stops, and a base half-way is told so in Django's words instead of ours."""
    on_disk = MigrationLoader(None).disk_migrations
    gone = {old for joined in MigrationLoader(None).replacements.values() for old in joined.replaces}

    assert [
        (key, needed)
        for key, migration in on_disk.items()
        for needed in migration.dependencies
        if tuple(needed) in gone - set(on_disk)
    ] == []


def pointing(name: str, to: str) -> CreateModel:
    key = models.ForeignKey(f"common.{to}", on_delete=models.CASCADE, null=True, related_name="+")
    return migrations.CreateModel(
        name=name, fields=[("id", models.BigAutoField(primary_key=True)), ("to", key)]
    )


@pytest.mark.django_db(transaction=True)
def test_models_made_together_may_point_to_each_other():
    together = CreateModels([pointing("Hen", "Egg"), pointing("Egg", "Hen")])
    before, after = ProjectState(), ProjectState()
    together.state_forwards("common", after)

    with connection.schema_editor() as editor:
        together.database_forwards("common", editor, before, after)
    hen, egg = after.apps.get_model("common", "Hen"), after.apps.get_model("common", "Egg")
    egg.objects.create(pk=1, to=hen.objects.create(pk=1))

    assert hen.objects.filter(to=None).count() == egg.objects.filter(to__pk=1).count() == 1
    egg.objects.all().delete()
    hen.objects.all().delete()
    with connection.schema_editor() as editor:
        together.database_backwards("common", editor, after, before)
    assert not {"common_hen", "common_egg"} & set(connection.introspection.table_names())
