"""One file at the desk: what each authority reads of a single-window case, and what flags it."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.enums import Authority, PostRole
from applications.checklists import checklist_for, checks
from applications.models import Application
from applications.registry import adapter_for, case_file
from permits.case_file import SingleWindowFile
from permits.filing.enums import Part, Registered
from permits.models import PermitApplication
from tests.factories.applications import officer_at
from tests.factories.permits import TwoHands
from tests.permits.test_visit_joined import signed_in_at_desk

pytestmark = pytest.mark.usefixtures("time_machine_at")
WORK, EXIT = Authority.WORK_PERMIT, Authority.EXIT_ENTRY
PRIVATE = {"health", "no_crime_record"}


def filed(hands: TwoHands, **person: Any) -> Application:
    permit = hands.complete()
    for part, values in person.items():
        hands.save(permit, Part(part), **values)
    hands.declare(permit, "employer")
    hands.declare(permit, "person")
    return Application.objects.get(pk=permit.application_id)


def desk(case: Application, authority: str) -> Client:
    assert case.office is not None
    return signed_in_at_desk(officer_at(case.office, PostRole.REVIEWER, authority))


def page(case: Application, client: Client) -> BeautifulSoup:
    answer = client.get(f"/admin/applications/application/{case.pk}/change/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_each_authority_ticks_its_own_lines_and_reads_the_others(hands: TwoHands) -> None:
    case = filed(hands)
    lines = case_file(case).checklist()
    whose = {line.code: line.authority for line in lines}
    assert {whose[code] for code in ("post", "basis", "studies", "degree", "contract")} == {WORK}
    assert {whose[code] for code in ("stay", "visa_or_permit", "employer_letter")} == {EXIT}
    assert {whose[code] for code in ("passport", "photo", "health")} == {""}
    for authority in (WORK, EXIT):
        listed = checklist_for(case_file(case), authority)
        assert [line.code for line in listed] == [line.code for line in lines]
        mine = {line.code for line in listed if checks(line, authority)}
        soup = page(case, desk(case, authority))
        names = {str(field["name"]) for field in soup.select("[name^=result_]")}
        assert {name.removeprefix("result_") for name in names} == mine
        for code in ("degree", "visa_or_permit", *PRIVATE):
            assert f"{code}.jpg" in soup.text, "both read every paper"


def test_the_sections_say_what_both_hands_wrote(hands: TwoHands) -> None:
    case = filed(hands)
    sections = {section.title: section for section in case_file(case).sections()}
    for title in ("Contract and pay", "Education and Chinese", "Points", "Declared by"):
        assert title in sections, sorted(sections)
    rows = {key: value for section in sections.values() for key, value in section.rows}
    assert rows["Pay a year, before tax"] == (
        "500,000 yuan a year (50 × 10,000), 41,667 yuan a month"
    )
    assert rows["Years of relevant work"] == "8"
    assert rows["For the employer"] == rows["The employee"] == "Full Name"
    assert sections["Points"].facts["total"] == 79


def test_a_cancellation_shows_no_points_and_only_its_own_parts(hands: TwoHands) -> None:
    permit = hands.submitted("cancellation")
    file = case_file(permit.application)
    titles = {section.title for section in file.sections()}
    assert "Points" not in titles
    assert {line.code for line in file.checklist()} >= {"passport", "ending"}
    assert file.passport() is not None


def test_flags_name_what_to_look_at(hands: TwoHands) -> None:
    case = filed(
        hands,
        stay={"stay_until": date(2026, 3, 1)},
        home={"home_registered": Registered.NO, "home_registered_on": None},
    )
    permit = PermitApplication.objects.get(application=case)
    permit.corrected_fields, permit.correction_reason = ["name_mrz_primary"], "A mistake."
    permit.save()
    check = permit.photo_checks.latest("pk")
    check.problems, check.measures = ["too_small"], {"width": 10, "height": 10}
    check.save()
    flags = " ".join(case_file(case).flags())
    for words in (
        "Typed by hand",
        "A mistake.",
        "Photo handed in despite the check",
        "not registered with the police",
        "The stay was allowed until 1 March 2026 only.",
    ):
        assert words in flags
    assert flags.split(" ")[0] in page(case, desk(case, EXIT)).text


def test_what_the_adapter_says_of_a_case(hands: TwoHands) -> None:
    case = filed(hands)
    adapter = adapter_for(case)
    assert set(adapter.recipients(case)) == {hands.employer, hands.someone}
    assert adapter.addressed([case])[case.pk] == (
        [hands.employer, hands.someone],
        adapter.message_context(case),
    )
    assert adapter.message_context(case)["kind"] == "new_in_china"
    assert dict(adapter.categories()).keys() == {"A", "B", "C"}
    assert adapter.state("UTO") == "Utopia (specimen) (UTO)"
    assert adapter.needs_countersign(case, WORK)
    assert adapter.needs_countersign(case, EXIT)


@pytest.mark.parametrize("authority", [WORK, EXIT])
def test_an_officer_of_another_branch_sees_nothing(hands: TwoHands, authority: str) -> None:
    from tests.factories.visits import office_of

    case = filed(hands)
    stranger = signed_in_at_desk(
        officer_at(office_of("branch-qingpu"), PostRole.REVIEWER, authority)
    )
    answer = stranger.get(f"/admin/applications/application/{case.pk}/change/")
    assert answer.status_code == 404


def test_many_lines_are_saved_at_once_with_the_file_opened_once(
    hands: TwoHands, monkeypatch: Any
) -> None:
    case = filed(hands)
    client = desk(case, WORK)
    mine = [line.code for line in case_file(case).checklist() if checks(line, WORK)]
    opened = []
    checklist = SingleWindowFile.checklist

    def counted(file: SingleWindowFile) -> Any:
        opened.append(file)
        return checklist(file)

    monkeypatch.setattr(SingleWindowFile, "checklist", counted)
    data = {f"result_{code}": "in_order" for code in mine}
    client.post(f"/admin/applications/application/{case.pk}/checklist/", data)
    assert len(opened) == 1
    assert set(case.ticks.values_list("code", flat=True)) == set(mine)
    assert case.events.filter(kind="check_ticked").count() == len(mine)
    client.post(f"/admin/applications/application/{case.pk}/checklist/", data)
    assert case.events.filter(kind="check_ticked").count() == len(mine), "nothing new, no event"
