"""The rows that migrations seed, kept for tests that really commit.

Django empties the whole database after such a test, reference data included, and a connection that
Playwright's loop opens does not know Django's own copy of it. Here the copy lies in the database
itself, in a schema beside, so that every test starts from the seeds, in milliseconds and whatever
the order.
"""

from django.db import connection
from django.test import TransactionTestCase

SCHEMA = "seeds"


def tables(schema: str = "public") -> list[str]:
    """Names of a schema's tables, but not the list of migrations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return sorted(name for (name,) in cursor.fetchall() if name != "django_migrations")


def keep() -> None:
    """Copy what stands in the fresh test database."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
        for name in tables():
            cursor.execute(f'SELECT EXISTS (SELECT FROM public."{name}")')  # noqa: S608
            if cursor.fetchone() == (True,):
                cursor.execute(f'CREATE TABLE {SCHEMA}."{name}" AS TABLE public."{name}"')


def restore() -> None:
    """Empty everything and put the seeds back; triggers and foreign keys look away meanwhile."""
    everything = ", ".join(f'public."{name}"' for name in tables())
    steps = ["SET session_replication_role = replica", f"TRUNCATE {everything}"]
    steps += [
        f'INSERT INTO public."{name}" SELECT * FROM {SCHEMA}."{name}"'  # noqa: S608
        for name in tables(SCHEMA)
    ]
    steps.append("SET session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(steps))


def install() -> None:
    """Let every test that commits end with the seeds in place, and none load them a second time."""
    TransactionTestCase._fixture_setup = classmethod(lambda cls: None)  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = lambda self: restore()  # type: ignore[attr-defined]
