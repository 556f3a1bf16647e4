"""What a WSGI server starts."""

from app import create_app
from kit import logs
from kit.settings import read_settings
from kit.web import Application


def create() -> Application:
    """The application with the settings of this environment."""
    logs.configure()
    return create_app(read_settings())
