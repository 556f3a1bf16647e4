"""``musubite serve``: web processes and one worker under one roof; a dead one is started again, all stop together."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from kit import logs

log = logging.getLogger("musubite.serve")

STOP_SECONDS = 25
RESTART_SECONDS = 1.0

_C = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process kept running."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = field(default=None)
    started: float = 0.0

    def keep_running(self) -> None:
        """Start the process when it is not there; one that dies at once is given a moment before the next try."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            log.error("process ended", extra={"detail": f"{self.name} exit {self.process.returncode}"})
            time.sleep(max(0.0, RESTART_SECONDS - (time.monotonic() - self.started)))
        self.started = time.monotonic()
        # A session of its own: Ctrl-C in the terminal reaches us only, and we stop the children in order.
        before = _end_with_parent if sys.platform == "linux" else None
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=before)  # noqa: S603, PLW1509 - our own command; we have no threads

    def stop(self) -> None:
        """Ask the process to finish, and end it when it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve_until_stopped(*, host: str, port: int, workers: int) -> int:
    """Run until SIGTERM or SIGINT; returns the exit status."""
    logs.configure()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    children = [Child("web", _web_command(host, port, workers)), Child("worker", [*_musubite(), "work"])]
    log.info("serving", extra={"detail": f"http://{host}:{port}"})
    while not stop.is_set():
        for child in children:
            child.keep_running()
        stop.wait(0.5)
    for child in children:
        child.stop()
    log.info("stopped")
    return 0


def _end_with_parent() -> None:
    """Orphans would keep the port and the worker's lock: when we are killed, the system asks our children to finish."""
    _C.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _musubite() -> list[str]:
    return [sys.executable, "-m", "app"]


def _web_command(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "app.wsgi:create()",
        f"--bind={host}:{port}",
        f"--workers={workers}",
        "--threads=8",
        "--worker-class=gthread",
        "--graceful-timeout=20",
        "--timeout=60",
        "--keep-alive=5",
        "--limit-request-line=8190",  # the most it offers: a letter of Japanese takes nine places in an address
        "--max-requests=20000",
        "--max-requests-jitter=2000",
        "--preload",  # loaded once and shared by the web processes: they start at once and take less memory
        "--log-level=error",
        "--no-control-socket",
        f"--worker-tmp-dir={'/dev/shm' if os.path.isdir('/dev/shm') else '/tmp'}",  # noqa: S108
    ]
