"""Databases for benchmarks: migrated once, copied for each, dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import connection

_MAKE = "CREATE DATABASE {name} TEMPLATE {template}"
_DROP = "DROP DATABASE IF EXISTS {name} WITH (FORCE)"


@contextmanager
def template_database() -> Iterator[str]:
    """A fresh database with migrations applied; the portal's own data are not touched."""
    before = str(connection.settings_dict["NAME"])
    name = f"bench_{uuid4().hex[:8]}"
    connection.settings_dict.setdefault("TEST", {})["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    try:
        yield name
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


@contextmanager
def scratch_database(template: str) -> Iterator[None]:
    """A copy that only one benchmark works on, so that none slows down the next."""
    name = f"{template}_one"
    _outside(_MAKE, name, template)
    _use(name)
    try:
        yield
    finally:
        _use(template)
        _outside(_DROP, name, template)


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _outside(statement: str, name: str, template: str) -> None:
    """Run a statement about databases, from none of them."""
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement.format(name=quote(name), template=quote(template)))
