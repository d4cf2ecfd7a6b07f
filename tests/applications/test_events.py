"""The log cannot be changed, and when somebody changes it all the same, it shows."""

import threading
from datetime import timedelta

import pgtrigger
import pytest
import structlog
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from applications.enums import ActorKind, EventKind
from applications.events import digest_of, event_record, plain
from applications.models import Application, Event
from tests.factories.applications import NOW, ApplicationFactory, case_take, officer_at

PROTECTED = ("applications.Event:append_only", "applications.Event:no_truncate")


def note(case, text="A note.", actor=None):
    return event_record(application=case, kind=EventKind.NOTE, actor=actor, now=NOW, reason=text)


@pytest.mark.django_db
class TestTheRow:
    def test_numbers_run_from_one_and_digests_follow_each_other(self):
        case = ApplicationFactory(accepted=True)
        events = list(case.events.all())
        assert [event.sequence for event in events] == [1, 2, 3]
        assert [event.kind for event in events] == ["created", "submit", "accept"]
        assert [event.previous_digest for event in events] == ["", *(e.digest for e in events[:-1])]
        assert (case.event_count, case.event_digest) == (3, events[-1].digest)
        assert case.last_event_at == NOW

    def test_it_names_person_and_machine(self):
        case = ApplicationFactory(submitted=True)
        assert note(case).actor_kind == ActorKind.SYSTEM
        officer = officer_at(case.office)
        assert note(case, actor=officer).actor_kind == ActorKind.OFFICER
        assert note(case, actor=case.filed_by).actor_kind == ActorKind.APPLICANT

    def test_it_carries_the_request(self):
        case = ApplicationFactory()
        with structlog.contextvars.bound_contextvars(request_id="7d1f"):
            assert note(case).request_id == "7d1f"
        assert note(case).request_id == ""

    def test_what_is_read_back_has_the_same_digest(self):
        case = ApplicationFactory()
        event_record(
            application=case,
            kind=EventKind.NOTE,
            actor=None,
            now=NOW,
            reason="café 你好 \u2028",
            data={"z": 1, "a": [None, True, {"k": "ü"}], "on": NOW.date(), "big": 2**60},
        )
        event = case.events.last()
        assert digest_of(event) == event.digest
        assert event.data["on"] == "2026-03-02"

    @pytest.mark.parametrize("data", [{"x": 1.5}, {"x": [{"y": 0.1}]}])
    def test_a_fraction_is_refused(self, data):
        with pytest.raises(TypeError, match="fraction"):
            plain(data)

    def test_the_instance_in_hand_follows_the_head(self):
        case = ApplicationFactory()
        note(case)
        note(case)
        assert case.event_count == Application.objects.get(pk=case.pk).event_count == 3


@pytest.mark.django_db
class TestTheDatabaseRefuses:
    @pytest.fixture
    def event(self):
        return ApplicationFactory(submitted=True).events.first()

    def test_update(self, event):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(reason="nothing happened")

    def test_save(self, event):
        event.reason = "nothing happened"
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            event.save()

    def test_delete(self, event):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            Event.objects.filter(pk=event.pk).delete()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE applications_event SET reason = 'x'",
            "DELETE FROM applications_event",
            "TRUNCATE applications_event CASCADE",
            "TRUNCATE applications_application CASCADE",
        ],
    )
    def test_raw_sql(self, event, statement):
        connection.check_constraints()  # PostgreSQL truncates nothing with checks still to come
        with (
            pytest.raises(DatabaseError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert Event.objects.filter(pk=event.pk).exists()


def verify(**options):
    call_command("verify_events", **options)


@pytest.mark.django_db
class TestVerifyEvents:
    @pytest.fixture
    def case(self):
        ApplicationFactory(accepted=True)
        return ApplicationFactory(issued=True)

    def tamper(self, statement, *values):
        with pgtrigger.ignore(*PROTECTED), connection.cursor() as cursor:
            cursor.execute(statement, values)

    def found(self, case, capsys):
        with pytest.raises(CommandError, match="problem"):
            verify(reference=case.reference.lower())
        return capsys.readouterr().err

    def test_a_whole_log_is_praised(self, case, capsys):
        verify()
        assert "2 cases, every event in its place" in capsys.readouterr().out

    def test_the_printed_digest_moves_with_every_event(self, case, capsys):
        verify()
        before = capsys.readouterr().out
        note(case)
        verify()
        assert capsys.readouterr().out != before

    @pytest.mark.parametrize(
        "change",
        [
            "reason = 'x'",
            "kind = 'refuse'",
            "at = at + interval '1 microsecond'",
            "actor_id = NULL, actor_kind = 'system'",
            'data = \'{"due_on": "2027-01-01"}\'',
            "status_before = 'draft'",
            "request_id = 'other'",
            "previous_digest = repeat('0', 64)",
            "digest = repeat('0', 64)",
        ],
    )
    def test_a_changed_row_is_found(self, case, capsys, change):
        self.tamper(
            f"UPDATE applications_event SET {change} WHERE application_id = %s AND sequence = 3",  # noqa: S608
            case.pk,
        )
        assert f"{case.reference}: row 3 was changed" in self.found(case, capsys)

    def test_a_row_with_a_fresh_digest_is_found_by_the_next(self, case, capsys):
        event = case.events.get(sequence=2)
        event.reason = "nothing happened"
        self.tamper(
            "UPDATE applications_event SET reason = %s, digest = %s WHERE id = %s",
            event.reason,
            digest_of(event),
            event.pk,
        )
        assert "row 3 was changed" in self.found(case, capsys)

    def test_a_missing_middle_row_is_found(self, case, capsys):
        self.tamper(
            "DELETE FROM applications_event WHERE application_id = %s AND sequence = 3", case.pk
        )
        assert "row 3 is missing" in self.found(case, capsys)

    def test_a_missing_last_row_is_found(self, case, capsys):
        last = case.event_count
        self.tamper(
            "DELETE FROM applications_event WHERE application_id = %s AND sequence = %s",
            case.pk,
            last,
        )
        assert f"{last} rows were written, {last - 1} are there" in self.found(case, capsys)

    def test_a_last_row_written_anew_is_found(self, case, capsys):
        event = case.events.last()
        event.reason = "other"
        self.tamper(
            "UPDATE applications_event SET reason = %s, digest = %s WHERE id = %s",
            event.reason,
            digest_of(event),
            event.pk,
        )
        assert "the head does not fit" in self.found(case, capsys)

    def test_a_status_without_an_event_is_found(self, case, capsys):
        self.tamper("UPDATE applications_application SET status = 'revoked' WHERE id = %s", case.pk)
        assert "the status was changed without an event" in self.found(case, capsys)

    def test_an_unknown_reference_says_so(self):
        with pytest.raises(CommandError, match="There is no case"):
            verify(reference="PV-2222-2222-" + _check("PV22222222"))


def _check(text):
    from applications.references import check_character

    return check_character(text)


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_case_never_break_the_chain():
    case = ApplicationFactory(submitted=True)
    errors = []

    def write(text):
        try:
            for number in range(10):
                note(Application.objects.get(pk=case.pk), f"{text} {number}")
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert errors == []
    assert Application.objects.get(pk=case.pk).event_count == 32
    verify()


@pytest.mark.django_db
def test_each_step_and_its_event_stand_or_fall_together(monkeypatch):
    case = ApplicationFactory(submitted=True)

    def broken(**_message):
        raise RuntimeError("outbox")

    monkeypatch.setattr("applications.services.acceptance.applicant_tell", broken)
    with pytest.raises(RuntimeError, match="outbox"):
        case_take(case, "accept", at=NOW + timedelta(hours=1))
    case.refresh_from_db()
    assert (case.status, case.event_count) == ("submitted", case.events.count())
