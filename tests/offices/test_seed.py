"""The places that the project ships with: complete in both languages, nothing invented."""

import ast
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation
from modeltranslation.translator import translator

from offices.enums import OfficeKind
from offices.models import Office, Port, Zone
from offices.queries import (
    office_list,
    offices_of_kind,
    partner_office,
    port_list,
    ports_with_counter,
    zone_list,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("code", "phone", "email"),
    [
        ("pvg-port-visa", "+86 21 2895 1610", "shcrj3@163.com"),
        ("sha-port-visa", "+86 21 2235 1575", "crjhqkaqz@163.com"),
    ],
)
def test_port_visa_windows_are_reached_as_published(code, phone, email):
    office = Office.objects.get(code=code)
    assert (office.phone, office.email, office.round_the_clock) == (phone, email, True)


@pytest.mark.parametrize(("port", "office"), [("PVG", "pvg-port-visa"), ("SHA", "sha-port-visa")])
def test_each_airport_is_decided_by_its_own_window(port, office):
    row = Port.objects.get(code=port)
    assert row.office is not None
    assert row.office.code == office
    assert row.issues_port_visas


def test_only_the_two_airports_have_a_confirmed_counter():
    assert [port.code for port in ports_with_counter()] == ["PVG", "SHA"]
    others = port_list().filter(issues_port_visas=False)
    assert {port.code for port in others} == {"wusongkou", "north-bund", "shanghai-railway"}
    assert all(port.office is None for port in others)


def test_branches_have_no_invented_address():
    branches = offices_of_kind(OfficeKind.BRANCH)
    assert len(branches) == 5
    assert {branch.address for branch in branches} == {""}
    assert {branch.phone for branch in branches} == {""}


def test_headquarters_in_both_languages():
    office = Office.objects.get(kind=OfficeKind.HEADQUARTERS)
    assert office.address == "1500 Minsheng Road, Pudong New Area"
    with translation.override("zh-hans"):
        assert office.address == "浦东新区民生路1500号"


@pytest.mark.parametrize(
    ("day", "count"), [(date(2023, 5, 31), 0), (date(2023, 6, 7), 4), (date(2026, 3, 2), 4)]
)
def test_zones_are_in_force_from_their_day(day, count):
    assert zone_list(day).count() == count


def test_a_zone_ends_with_its_last_day():
    Zone.objects.filter(code="pudong").update(valid_until=date(2026, 3, 2))
    assert zone_list(date(2026, 3, 2)).count() == 4
    assert zone_list(date(2026, 3, 3)).count() == 3


def test_an_inactive_office_is_not_listed():
    Office.objects.filter(code="eastern-hub").update(active=False)
    assert "eastern-hub" not in {office.code for office in office_list()}


@pytest.mark.parametrize("model", [Zone, Office, Port])
def test_texts_exist_in_both_languages_or_in_none(model):
    options = translator.get_options_for_model(model)
    for row in model.objects.all():
        for field in options.all_fields:
            english, chinese = getattr(row, f"{field}_en"), getattr(row, f"{field}_zh_hans")
            assert bool(english) == bool(chinese), (row.code, field)
        assert row.name_en != row.name_zh_hans


def test_seeding_runs_backwards_and_forwards():
    migration = import_module("offices.migrations.0002_seed_offices")
    seed, unseed = migration.seed, migration.unseed
    # Backwards, what refers to the offices goes first, as the migrations' dependencies say.
    import_module("permits.migrations.0002_seed_rules").unseed(apps, None)
    import_module("port_visa.migrations.0010_seed_electronic_routes").unseed(apps, None)
    import_module("port_visa.migrations.0006_seed_routes").unseed(apps, None)
    import_module("offices.migrations.0003_seed_partner_offices").unseed(apps, None)
    unseed(apps, None)
    assert Office.objects.count() == Port.objects.count() == Zone.objects.count() == 0
    seed(apps, None)
    seed(apps, None)
    assert (Office.objects.count(), Port.objects.count(), Zone.objects.count()) == (9, 5, 4)
    assert Office.objects.get(code="branch-qingpu").zones.count() == 1


def test_partner_offices_have_names_and_nothing_invented():
    migration = import_module("offices.migrations.0003_seed_partner_offices")
    migration.seed(apps, None)
    partners = offices_of_kind(OfficeKind.PARTNER_OFFICE)
    assert {office.province for office in partners} == {"jiangsu", "zhejiang", "anhui"}
    assert {(o.address, o.phone, o.email, o.opening_hours) for o in partners} == {("", "", "", "")}
    assert all("Local configuration" in office.source for office in partners)
    assert partner_office("shanghai") is None
    assert partner_office("") is None
    home = partner_office("anhui")
    assert home is not None
    with translation.override("zh-hans"):
        assert home.name == "安徽省公安厅出入境管理局"


def test_no_code_reads_translated_rows_by_values():
    """``.values()`` skips the fallback of translations, so that a page would show nothing."""
    rooms = ["offices", "accounts", "portal", "port_visa", "applications"]
    names = {"Office", "Port", "Zone"}
    for path in (p for room in rooms for p in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr in {"values", "values_list"}:
                inside = {n.id for n in ast.walk(node.func) if isinstance(n, ast.Name)}
                assert not inside & names, f"{path}:{node.lineno}"
