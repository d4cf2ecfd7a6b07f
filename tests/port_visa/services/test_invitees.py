"""People of an invitation: read, confirmed, corrected, described, removed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from applications.passport.errors import PassportRejected
from applications.passport.rules.correction import Correction
from applications.specimen import Specimen
from port_visa import services
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import Invitee, PortVisaParameter
from port_visa.queries import active_invitees
from tests.factories.port_visa import ANNA, DETAILS, NOW, SAM, TODAY, Desk


def add(desk: Desk) -> Invitee:
    return services.invitee_add(invitation=desk.draft(), actor=desk.actor, now=NOW)


def read(desk: Desk, invitee: Invitee, specimen: Specimen = ANNA) -> Invitee:
    services.invitee_passport_save(invitee=invitee, lines=specimen.lines, actor=desk.actor, now=NOW)
    return Invitee.objects.select_related("application__traveller", "invitation").get(pk=invitee.pk)


CORRECTION = Correction(
    name_mrz_primary="ERIKSSON",
    name_mrz_secondary="ANNA",
    document_number="L898902C3",
    issuing_state="UTO",
    nationality="UTO",
    sex="F",
    birth_date=date(1974, 8, 12),
    expires_on=date(2034, 4, 15),
)


def test_the_lines_fill_the_traveller(desk: Desk) -> None:
    traveller = read(desk, add(desk)).application.traveller
    assert traveller.mrz_line2 == ANNA.line2
    assert traveller.name_mrz == "ERIKSSON, ANNA MARIA"
    assert traveller.name_search.startswith("ERIKSSON ANNA MARIA")
    assert traveller.expires_on == date(2034, 4, 15)
    assert traveller.confirmed_at is None


def test_real_sites_do_not_take_specimens(desk: Desk, settings) -> None:
    settings.PORTAL_DEMO = False
    with pytest.raises(PassportRejected, match="UTO"):
        read(desk, add(desk))


def test_a_refused_line_writes_nothing(desk: Desk) -> None:
    invitee = add(desk)
    with pytest.raises(PassportRejected):
        services.invitee_passport_save(invitee=invitee, lines="x", actor=desk.actor, now=NOW)
    assert Invitee.objects.get(pk=invitee.pk).application.traveller.mrz_line1 == ""


def test_the_same_passport_twice_is_refused(desk: Desk) -> None:
    invitation = desk.draft()
    desk.person(invitation)
    with pytest.raises(PassportRejected, match="already on this invitation"):
        desk.person(invitation)


def test_an_expired_passport_is_refused_at_once(desk: Desk) -> None:
    with pytest.raises(PassportRejected, match="The passport ends on 1 March 2026"):
        read(desk, add(desk), replace(ANNA, expires_on=TODAY - timedelta(days=1)))


def test_a_passport_must_last_to_the_end_of_the_stay(desk: Desk) -> None:
    invitation = desk.visit(desk.draft())
    last = TODAY + timedelta(days=18)
    with pytest.raises(PassportRejected, match="before the last day"):
        desk.person(invitation, replace(ANNA, expires_on=last - timedelta(days=1)))
    assert desk.person(invitation, replace(ANNA, expires_on=last)).pk


def test_confirming_needs_the_risky_signs_compared(desk: Desk) -> None:
    invitee = read(desk, add(desk))
    with pytest.raises(InvitationIncomplete, match="Compare the marked characters"):
        services.invitee_confirm(invitee=invitee, risky_compared=False, actor=desk.actor, now=NOW)
    services.invitee_confirm(invitee=invitee, risky_compared=True, actor=desk.actor, now=NOW)
    invitee.application.traveller.refresh_from_db()
    assert invitee.application.traveller.confirmed_at == NOW


def test_confirming_without_risky_signs_needs_no_tick(desk: Desk) -> None:
    invitee = read(desk, add(desk), SAM)
    services.invitee_confirm(invitee=invitee, risky_compared=False, actor=desk.actor, now=NOW)


def test_nothing_to_confirm(desk: Desk) -> None:
    with pytest.raises(InvitationError, match="two lines first"):
        services.invitee_confirm(invitee=add(desk), risky_compared=True, actor=desk.actor, now=NOW)


def test_new_lines_must_be_confirmed_anew(desk: Desk) -> None:
    invitation = desk.draft()
    invitee = read(desk, desk.person(invitation), SAM)
    assert invitee.application.traveller.confirmed_at is None


def test_a_correction_needs_a_reason_and_is_marked(desk: Desk) -> None:
    invitee = read(desk, add(desk))
    with pytest.raises(InvitationIncomplete, match="Say what is different"):
        services.invitee_correct(
            invitee=invitee, correction=CORRECTION, reason=" ", actor=desk.actor, now=NOW
        )
    corrected = services.invitee_correct(
        invitee=invitee,
        correction=CORRECTION,
        reason="The printed page has one given name.",
        actor=desk.actor,
        now=NOW,
    )
    assert corrected.corrected_fields == ["name_mrz_secondary"]
    traveller = corrected.application.traveller
    assert traveller.name_mrz_secondary == "ANNA"
    assert traveller.mrz_line1 == ANNA.line1
    assert traveller.confirmed_at == NOW


def test_a_passport_whose_lines_cannot_be_read_is_typed(desk: Desk) -> None:
    corrected = services.invitee_correct(
        invitee=add(desk),
        correction=replace(CORRECTION, birth_date=None),
        reason="The lines are worn off.",
        actor=desk.actor,
        now=NOW,
    )
    traveller = corrected.application.traveller
    assert (traveller.birth_date, traveller.birth_date_mrz) == (None, "<<<<<<")
    assert traveller.document_code == "P"
    assert "document_number" in corrected.corrected_fields


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name_mrz_primary": "Müller"}, "name_letters"),
        ({"name_mrz_primary": "A" * 40}, "name_long"),
        ({"name_mrz_primary": "", "name_mrz_secondary": ""}, "name_empty"),
        ({"document_number": "L 8"}, "number"),
        ({"document_number": ""}, "number"),
        ({"nationality": "QQQ"}, "state_unknown"),
        ({"nationality": "CHN"}, "scope_china"),
        ({"birth_date": TODAY + timedelta(days=1)}, "birth_date"),
        ({"birth_date": date(1890, 1, 1)}, "birth_date"),
        ({"expires_on": date(1970, 1, 1)}, "expires_on"),
    ],
)
def test_values_typed_by_hand_are_judged(desk: Desk, change: dict, code: str) -> None:
    with pytest.raises(InvitationIncomplete) as caught:
        services.invitee_correct(
            invitee=add(desk),
            correction=replace(CORRECTION, **change),
            reason="worn",
            actor=desk.actor,
            now=NOW,
        )
    assert code in [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name_viz": "<script>"}, "name_signs"),
        ({"name_viz": "李"}, "name_han"),
        ({"name_zh": "Anna"}, "name_zh"),
        ({"issued_on": TODAY + timedelta(days=1)}, "issued_future"),
        ({"issued_on": date(1974, 8, 11)}, "issued_order"),
    ],
)
def test_details_are_judged(desk: Desk, change: dict, code: str) -> None:
    invitee = read(desk, add(desk))
    with pytest.raises(InvitationIncomplete) as caught:
        services.invitee_details_save(
            invitee=invitee, data={**DETAILS, **change}, actor=desk.actor, now=NOW
        )
    assert [problem.code for problem in caught.value.problems] == [code]


def test_details_are_kept(desk: Desk) -> None:
    invitee = read(desk, add(desk))
    data = {
        **DETAILS,
        "name_viz": "Anna María Eriksson",
        "name_zh": "安娜",
        "issued_on": date(2024, 4, 16),
    }
    saved = services.invitee_details_save(invitee=invitee, data=data, actor=desk.actor, now=NOW)
    traveller = saved.application.traveller
    assert (traveller.name_viz, traveller.name_zh) == ("Anna María Eriksson", "安娜")
    assert "ANNA MARIA ERIKSSON" in traveller.name_search
    assert saved.relation == "Supplier"


def test_a_removed_person_leaves_no_data(desk: Desk) -> None:
    invitation = desk.draft()
    invitee = desk.person(invitation)
    services.invitee_remove(invitee=invitee, actor=desk.actor, now=NOW)
    services.invitee_remove(invitee=invitee, actor=desk.actor, now=NOW)
    assert not active_invitees().filter(invitation=invitation).exists()
    invitee.refresh_from_db()
    traveller = invitee.application.traveller
    traveller.refresh_from_db()
    assert (traveller.document_number, traveller.name_search, invitee.occupation) == ("", "", "")
    assert traveller.birth_date is None
    assert desk.person(invitation).position == 2


def test_the_fifty_first_person_is_refused(desk: Desk) -> None:
    invitation = desk.draft()
    for _number in range(50):
        services.invitee_add(invitation=invitation, actor=desk.actor, now=NOW)
    with pytest.raises(InvitationError, match="50 people at most"):
        services.invitee_add(invitation=invitation, actor=desk.actor, now=NOW)


def test_the_limit_is_a_dated_number(desk: Desk) -> None:
    PortVisaParameter.objects.create(
        code="max_invitees", value=1, legal_basis="test", valid_from=TODAY
    )
    invitation = desk.draft()
    services.invitee_add(invitation=invitation, actor=desk.actor, now=NOW)
    with pytest.raises(InvitationError, match="1 people"):
        services.invitee_add(invitation=invitation, actor=desk.actor, now=NOW)
