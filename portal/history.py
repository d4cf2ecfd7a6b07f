"""Whether a database can be brought up to date by the migrations of this version."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def half_replaced() -> list[str]:
    """Migrations that stand for several older ones of which this database has only some.

    Django cannot go on from there: the missing ones are no longer part of the project.

    Returns:
        ``room.name`` of each, sorted; empty for a new database and for one that is up to date.
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    found = []
    for key, migration in loader.disk_migrations.items():
        here = applied.intersection(migration.replaces)
        if key not in applied and here and here != set(migration.replaces):
            found.append(".".join(key))
    return sorted(found)
