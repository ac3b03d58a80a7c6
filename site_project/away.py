"""Which errors say that something the site depends on does not answer, so that it is no fault of the site."""

from django.db import InterfaceError, OperationalError

DATABASE_AWAY = (OperationalError, InterfaceError)


def is_away(error: BaseException | None) -> bool:
    """Whether `error` says that the database does not answer, or the object storage, of whose errors no base is known here."""
    return isinstance(error, DATABASE_AWAY) or type(error).__module__.startswith(("boto3.", "botocore."))
