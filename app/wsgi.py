"""What a WSGI server starts."""

import gc

from app import create_app
from kit import logs
from kit.settings import read_settings
from kit.web import Application


def create() -> Application:
    """The application with the settings of this environment."""
    logs.configure()
    made = create_app(read_settings())
    made.database.engine.dispose()  # web processes are forked from here, and no two of them may share a connection
    gc.collect()
    gc.freeze()  # modules and mappings stay for good: the collector need not walk over them again in every request
    return made
