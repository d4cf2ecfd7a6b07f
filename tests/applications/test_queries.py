"""Queue, search, tracking and the public figure."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from applications.models import Application
from applications.queries import (
    PromiseMonth,
    _travellers,
    application_search,
    application_track,
    applications_visible_to,
    attachments_of,
    history_of,
    promise_statistics,
    queue_for,
    same_inviter,
    same_passport,
)
from tests.factories.accounts import OrganisationFactory
from tests.factories.applications import (
    NOW,
    ApplicationFactory,
    TravellerFactory,
    case_take,
    officer_at,
)

pytestmark = pytest.mark.django_db


class TestQueue:
    def test_what_is_next_comes_first(self):
        due_tuesday = ApplicationFactory(accepted=True, at=datetime(2026, 2, 27, 2, 0, tzinfo=UTC))
        new = ApplicationFactory(submitted=True)
        due_thursday = ApplicationFactory(accepted=True)
        queue = queue_for(officer_at(new.office))
        assert list(queue) == [due_tuesday, due_thursday, new]

    @pytest.mark.parametrize("rows", [1, 4])
    def test_one_query_whatever_its_length(self, rows, django_assert_num_queries):
        for _row in range(rows):
            case = ApplicationFactory(accepted=True)
        officer = officer_at(case.office)
        with django_assert_num_queries(3):  # the officer's posts and memberships, the queue
            for row in queue_for(officer):
                assert all((row.traveller.name_mrz, str(row.office), str(row.organisation)))

    def test_it_reads_its_index(self):
        case = ApplicationFactory(accepted=True)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        plan = queue_for(officer_at(case.office)).explain()
        assert "applications_next" in plan


def found(text):
    return set(application_search(text))


class TestSearch:
    @pytest.fixture
    def mueller(self):
        return ApplicationFactory(
            submitted=True,
            organisation=OrganisationFactory.create(verified=True, uscc="91310000MA1K3A1K0X"),
            traveller=TravellerFactory(
                name_mrz_primary="MUELLER",
                name_mrz_secondary="HANS PETER",
                name_viz="Müller, Hans Peter",
                name_zh="穆汉斯",
                document_number="C01X00T47",
            ),
        )

    @pytest.fixture
    def other(self):
        return ApplicationFactory(submitted=True)

    @pytest.mark.parametrize(
        "text",
        [
            "MUELLER",
            "mueller ha",
            "Müller",
            "müller, hans",
            "Hans Peter",
            "hans",
            "穆汉",
            "mu",
            "C01X00T47",
            "c01x00t47",
            " c01 x00-t47 ",
            "91310000MA1K3A1K0X",
            "91310000ma1k3a1k0x",
        ],
    )
    def test_by_any_form(self, mueller, other, text):
        assert found(text) == {mueller}

    def test_by_reference_however_typed(self, mueller, other):
        assert found(mueller.reference.lower().replace("-", " ")) == {mueller}

    @pytest.mark.parametrize(
        "text", ["", "  ", "m", "ELLER", "Peter", "C01X", "%", "_", "91310000MA1K3A1K0Y", "|", "''"]
    )
    def test_not_by_less(self, mueller, other, text):
        assert found(text) == set()

    def test_within_what_one_may_see(self, mueller, other):
        seen = applications_visible_to(other.filed_by)
        assert set(application_search("MUELLER", within=seen)) == set()
        assert set(application_search("ERIKSSON", within=seen)) == {other}

    def test_names_are_found_by_their_indexes(self, mueller):
        with connection.cursor() as cursor:
            for scan in ("seqscan", "indexscan", "indexonlyscan"):  # leave bitmaps of indexes
                cursor.execute(f"SET LOCAL enable_{scan} = off")
        plan = _travellers("MUELLER", "MUELLER").explain()
        for index in ("traveller_name", "form2", "form3", "form4", "traveller_number"):
            assert f"applications_traveller_{index.removeprefix('traveller_')}" in plan


class TestNeighbours:
    def test_same_passport_and_same_inviter(self):
        case = ApplicationFactory(submitted=True)
        twin = ApplicationFactory(
            issued=True,
            traveller=TravellerFactory(document_number=case.traveller.document_number),
        )
        ApplicationFactory(
            submitted=True,
            traveller=TravellerFactory(
                document_number=case.traveller.document_number, issuing_state="D"
            ),
        )
        colleague = ApplicationFactory(submitted=True, organisation=case.organisation)
        ApplicationFactory(organisation=case.organisation)  # a draft is nobody's business
        assert list(same_passport(case)) == [twin]
        assert list(same_inviter(case)) == [colleague]

    def test_nothing_in_common_is_nothing(self):
        blank = ApplicationFactory(
            organisation=None,
            filed_by=ApplicationFactory().filed_by,
            traveller=TravellerFactory(document_number="", confirmed_at=None),
        )
        assert not same_passport(blank).exists()
        assert not same_inviter(blank).exists()

    def test_history_and_files(self):
        case = ApplicationFactory(accepted=True)
        assert [event.sequence for event in history_of(case)] == [1, 2, 3]
        assert not attachments_of(case, group=None).exists()


class TestTrack:
    @pytest.fixture
    def case(self):
        return ApplicationFactory(accepted=True)

    def track(self, case, **wrong):
        values = {
            "reference": case.reference,
            "birth_date": case.traveller.birth_date,
            "last_four": case.traveller.document_number[-4:],
            **wrong,
        }
        return application_track(**values)

    def test_all_three_right(self, case):
        assert self.track(case) == case
        assert self.track(case, reference=case.reference.lower().replace("-", "")) == case

    @pytest.mark.parametrize(
        "wrong",
        [
            {"reference": "PV-2222-2222-2"},
            {"reference": "nonsense"},
            {"reference": ""},
            {"birth_date": date(1974, 8, 13)},
            {"last_four": "0000X"},
            {"last_four": "%"},
            {"last_four": ""},
            {"last_four": "7"},
        ],
    )
    def test_anything_wrong_finds_nothing(self, case, wrong, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert self.track(case, **wrong) is None

    def test_drafts_are_not_known(self):
        assert self.track(ApplicationFactory()) is None

    @pytest.mark.parametrize(
        ("printed", "typed", "known"),
        [
            ("74<<<<", date(1974, 1, 1), True),
            ("7408<<", date(1974, 8, 31), True),
            ("7408<<", date(1974, 9, 1), False),
            ("<<<<<<", date(1950, 5, 5), True),
            ("", date(1974, 8, 12), False),
        ],
    )
    def test_unknown_parts_of_a_birth_date(self, printed, typed, known):
        case = ApplicationFactory(
            submitted=True, traveller=TravellerFactory(birth_date=None, birth_date_mrz=printed)
        )
        assert (self.track(case, birth_date=typed) == case) is known


class TestPromise:
    def decided(self, at, days, **values):
        case = ApplicationFactory(accepted=True, at=at, **values)
        return case_take(case, "approve", at=at + timedelta(days=days))

    def test_a_late_case_cannot_hide(self):
        monday = NOW
        self.decided(monday, 0)
        self.decided(monday, 3)  # on the last day, Thursday
        self.decided(monday, 4)  # late
        ApplicationFactory(accepted=True, at=monday)  # open, overdue from Friday on
        ApplicationFactory(withdrawn=True, at=monday)
        now = monday + timedelta(days=10)
        (month,) = promise_statistics(service="port_visa", since=date(2026, 1, 1), now=now)
        assert month == PromiseMonth(date(2026, 3, 1), decided=3, within=2, overdue_open=1)
        assert (month.late, month.share) == (2, 50)

    def test_the_day_ends_at_midnight_in_beijing(self):
        last_minute = datetime(2026, 3, 5, 15, 59, 59, tzinfo=UTC)
        next_day = datetime(2026, 3, 5, 16, 0, tzinfo=UTC)
        for moment in (last_minute, next_day):
            case_take(ApplicationFactory(accepted=True), "approve", at=moment)
        (month,) = promise_statistics(service="port_visa", since=date(2026, 1, 1), now=next_day)
        assert (month.decided, month.within) == (2, 1)

    def test_an_open_case_is_not_late_on_its_last_day(self):
        ApplicationFactory(accepted=True)
        on_the_day = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
        assert promise_statistics(service="port_visa", since=NOW.date(), now=on_the_day) == []

    def test_months_stand_apart_and_services_too(self):
        self.decided(datetime(2026, 1, 12, 2, 0, tzinfo=UTC), 1)
        self.decided(NOW, 1)
        since = date(2025, 6, 1)
        months = promise_statistics(service="port_visa", since=since, now=NOW)
        assert [month.month for month in months] == [date(2026, 1, 1), date(2026, 3, 1)]
        assert promise_statistics(service="single_window", since=since, now=NOW) == []

    def test_no_share_of_nothing(self):
        assert PromiseMonth(date(2026, 3, 1), 0, 0, 0).share is None


def test_the_visible_list_is_one_query(django_assert_num_queries):
    case = ApplicationFactory(accepted=True)
    ApplicationFactory(accepted=True, organisation=case.organisation)
    with django_assert_num_queries(1):
        assert len([row.traveller.name_mrz for row in applications_visible_to(case.filed_by)]) == 2
    assert Application.objects.count() == 2
