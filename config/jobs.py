"""Background threads of a process: the clock, and the queue of tasks."""

import threading

from django_tasks_db.management.commands.db_worker import Worker

from config import clock


class Background:
    """The clock in a thread and a task worker; `start` for an embedded server, `run` to be a worker process."""

    def __init__(self, *, name: str) -> None:
        self.stop_event = threading.Event()
        # The worker class is not a documented API: this file is the only one to change if it moves.
        self.worker = Worker(
            queue_names=["*"],
            interval=1.0,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )

    def start(self) -> None:
        """Run both beside the server."""
        self._start_clock()
        threading.Thread(target=self.worker.run, name="tasks", daemon=True).start()

    def run(self) -> None:
        """Run both until the process is told to stop."""
        self._start_clock()
        self.worker.configure_signals()
        try:
            self.worker.run()
        finally:
            self.stop()

    def stop(self) -> None:
        """Ask both to finish what they are doing."""
        self.stop_event.set()
        self.worker.running = False

    def _start_clock(self) -> None:
        threading.Thread(
            target=clock.run, kwargs={"stop": self.stop_event}, name="clock", daemon=True
        ).start()
