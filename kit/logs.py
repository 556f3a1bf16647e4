"""Logs as one JSON object a line, without personal data: routes instead of addresses, ids instead of names."""

import json
import logging
import sys
import time
import uuid
from datetime import UTC, datetime

from flask import Flask, Response, g, request

log = logging.getLogger("musubite.requests")

_EXTRA = ("method", "route", "status", "ms", "request_id", "reference", "job", "jobs", "detail", "generation")


class JsonLines(logging.Formatter):
    """Formats a record as JSON; of an exception it keeps the kind and the places, not the message, which may quote people."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.msg if record.name.startswith("musubite") else record.getMessage(),
        }
        entry |= {name: getattr(record, name) for name in _EXTRA if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__
            entry["trace"] = _places(record.exc_info[2])
        return json.dumps(entry, ensure_ascii=False, default=str)


def _places(trace: object) -> list[str]:
    import traceback

    frames = traceback.extract_tb(trace)  # type: ignore[arg-type]
    return [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames][-12:]


def configure(level: int = logging.INFO) -> None:
    """Send all logs of this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # names every letter of a PDF


def install(app: Flask) -> None:
    """Number every request and log it when it is answered."""

    def begin() -> None:
        g.request_id = uuid.uuid4().hex[:12]
        g.started = time.perf_counter()

    def end(response: Response) -> Response:
        ms = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
        route = request.url_rule.rule if request.url_rule else ""
        extra = {"method": request.method, "route": route, "status": response.status_code, "ms": ms}
        log.info("request", extra=extra | {"request_id": g.get("request_id", "")})
        return response

    app.before_request(begin)
    app.after_request(end)
