"""The Flask application class: one request is one transaction."""

from contextlib import ExitStack

from flask import Flask, Response, g, request

from kit.db import Database, Unreachable, session
from kit.errors import render_unreachable
from kit.ids import IdMap

READING = {"GET", "HEAD", "OPTIONS"}


class Application(Flask):
    """A Flask application whose every request runs in one transaction of ``database``.

    It is committed when the answer is a success or a redirect and rolled back otherwise. Static files need none.
    """

    url_map_class = IdMap
    database: Database

    def full_dispatch_request(self) -> Response:
        """Answer the request inside its transaction."""
        if request.endpoint == "static":
            return super().full_dispatch_request()
        with ExitStack() as begun:
            try:
                begun.enter_context(self.database.transaction(writing=request.method not in READING))
            except Unreachable as error:
                return self.finalize_request(render_unreachable(error))
            response = super().full_dispatch_request()
            if response.status_code >= 400 and not g.get("keep_changes"):
                session.rollback()
            return response


def keep_changes() -> None:
    """Commit this request although its answer is an error; for counting refused attempts."""
    g.keep_changes = True
