"""Real processes for tests and benchmarks: started on loopback, watched through /proc, always ended by their id."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.settings import Settings

ROOT = Path(__file__).parent.parent.parent
_FIRST_PORT = 8130 + 5 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORTS = range(_FIRST_PORT, _FIRST_PORT + 5)


def wait_until(reached: Callable[[], object], *, seconds: float, what: str) -> None:
    """Look again and again; fails when it takes too long."""
    last = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < last, f"not within {seconds} s: {what}"
        time.sleep(0.05)


def free_port() -> int:
    """A port of ours on which nobody listens."""
    for port in PORTS:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                tried.bind(("127.0.0.1", port))
                return port
    raise AssertionError(f"all of {PORTS} are taken")


def start(settings: Settings, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
    """``musubite …`` as a process of its own, writing to ``log``."""
    named = {"DATA_DIR": settings.data_dir, "SECRET_KEY": settings.secret_key, "DATABASE_URL": settings.database_url}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MUSUBITE_")}
    environment |= {f"MUSUBITE_{name}": str(value) for name, value in named.items()}
    with log.open("ab") as file:
        command = [sys.executable, "-m", "app", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL)


def run(settings: Settings, *arguments: str, log: Path, seconds: float = 60) -> int:
    """``musubite …`` to its end; returns its exit status."""
    with ended(start(settings, *arguments, log=log)) as process:
        return process.wait(seconds)


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Whatever happens in the block, the process and those under it are gone after it."""
    family: set[int] = set()
    try:
        yield process
    finally:
        family = {process.pid, *descendants(process.pid)} if process.poll() is None else set()
        kill(family)
        process.wait()


@contextmanager
def told_of(log: Path) -> Iterator[None]:
    """When what is tried in the block fails, the test says what the service has complained of."""
    try:
        yield
    except BaseException:
        print(f"{log}:", *troubles(log), sep="\n")
        raise


def troubles(log: Path) -> list[str]:
    """Warnings, errors and whatever else stands in a log that is no ordinary line of it."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return [line for line in lines if not _is_usual(line)][-100:]


def _is_usual(line: str) -> bool:
    try:
        said = json.loads(line)
        return said["level"] in ("info", "debug") and said.get("status", 0) < 500
    except (ValueError, KeyError, TypeError):
        return False


def kill(pids: set[int]) -> None:
    """End these processes as a power cut does."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """Ids of the processes under a process, nearest first."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            found += [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    return found[1:]


def command_line(pid: int) -> str:
    """How a process was called; empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def alive(pids: set[int]) -> set[int]:
    """Those that still run; an ended one that nobody has asked about yet does not."""
    return {pid for pid in pids if command_line(pid)}
