"""A database of an older version: brought up to date, or one sentence that says what to do."""

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from portal.history import half_replaced
from portal.management.commands.serve import check_history

pytestmark = pytest.mark.django_db

SEED = "0003_seed_partner_offices"
TABLES = "0001_squashed_0004_partner_offices"


def rewrite(*, remove: list[str]) -> None:
    """Take names off the database's list; a new database has the older names on it as well."""
    recorder = MigrationRecorder(connection)
    for name in remove:
        recorder.record_unapplied("offices", name)


def test_every_older_migration_counts_as_its_replacement():
    rewrite(remove=[TABLES, SEED])
    assert half_replaced() == []
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_a_part_of_the_older_ones_is_one_sentence_with_the_way_out():
    rewrite(remove=[TABLES, "0004_partner_offices"])
    assert half_replaced() == [f"offices.{TABLES}"]
    with pytest.raises(CommandError, match=r"delete the folder .* and start again"):
        check_history()


def test_a_database_of_this_version_is_in_order():
    assert half_replaced() == []
    check_history()
