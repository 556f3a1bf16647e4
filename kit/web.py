"""The Flask application class: one request is one transaction."""

from flask import Flask, Response, g, request

from kit.db import Database, session

READING = {"GET", "HEAD", "OPTIONS"}


class Application(Flask):
    """A Flask application whose every request runs in one transaction of ``database``.

    It is committed when the answer is a success or a redirect and rolled back otherwise. Static files need none.
    """

    database: Database

    def full_dispatch_request(self) -> Response:
        """Answer the request inside its transaction."""
        if request.endpoint == "static":
            return super().full_dispatch_request()
        with self.database.transaction(writing=request.method not in READING):
            response = super().full_dispatch_request()
            if response.status_code >= 400 and not g.get("keep_changes"):
                session.rollback()
            return response


def keep_changes() -> None:
    """Commit this request although its answer is an error; for counting refused attempts."""
    g.keep_changes = True
