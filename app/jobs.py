"""The one list of background jobs."""

from kit.jobs import Kind

KINDS: tuple[Kind, ...] = ()
