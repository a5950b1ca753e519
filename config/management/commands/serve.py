"""The embedded server: one process that prepares what is missing, then serves."""

import hashlib
import io
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from common import joined_migrations, triggers
from common.context import is_demo
from config import environment, sockets
from config.jobs import Background
from config.reach import check_port_is_free
from scenario import accounts

HALF_PLAYED = """Cette base de données s'est arrêtée au milieu de migrations réunies depuis.
Prends le dernier code qui a {files}, lance « manage.py migrate », puis reviens à celui-ci.
Une base de démonstration peut aussi être effacée : elle sera refaite."""


class Command(BaseCommand):
    """Migrate, collect static files and load the demo when needed, then serve pages, sockets and jobs."""

    help = "Serve the Espace on this machine (HOST and PORT to change the address)."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = environment.listening_host(os.environ), environment.listening_port(os.environ)
        check_port_is_free(host, port)
        self._migrate()
        self._restore_triggers()
        call_command(
            "check", tags=["database"], databases=["default"], fail_level="WARNING", stdout=io.StringIO()
        )
        self._collect_static()
        self._load_demo()

        from config.asgi import application  # builds the whole application: only once the database is ready

        shown = "localhost" if host == "127.0.0.1" else host
        background = Background(name="embedded")
        background.start()
        self.stdout.write(f"\nL'Espace : http://{shown}:{port}/   (Ctrl+C pour arrêter)\n")
        self.stdout.flush()
        try:
            sockets.run(application, host=host, port=port)
        finally:
            background.stop()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connections["default"])
        if halves := joined_migrations.half_played(executor.loader):
            files = ", ".join(joined_migrations.last_file(half) for half in halves)
            raise CommandError(HALF_PLAYED.format(files=files))
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Préparation de la base de données…")
            call_command("migrate", interactive=False, verbosity=0)

    def _restore_triggers(self) -> None:
        """New code may declare a trigger without a migration; the check that follows still has the last word."""
        with transaction.atomic():
            restored = triggers.restore(connections["default"])
        if restored:
            self.stdout.write("Remise en place des gardes de la base de données…")

    def _collect_static(self) -> None:
        """Only when a file changed: compressing everything takes longer than starting."""
        stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
        wanted = _fingerprint(
            Path(settings.STATICFILES_DIRS[0]), Path(settings.BASE_DIR) / "requirements.txt"
        )
        if stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
            return
        self.stdout.write("Préparation des fichiers de présentation…")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(wanted)

    def _load_demo(self) -> None:
        """Load the demonstration when there is nobody; say its accounts at every start, not only at the first."""
        if not get_user_model().objects.exists():
            self.stdout.write("Chargement de la région de démonstration…")
            call_command("demo", stdout=self.stdout)
        elif is_demo():
            self.stdout.write("\n".join(["", *accounts.lines()]))


def _fingerprint(*roots: Path) -> str:
    digest = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file():
                digest.update(f"{path}\0{path.stat().st_mtime_ns}\0{path.stat().st_size}\n".encode())
    return digest.hexdigest()
