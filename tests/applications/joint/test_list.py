"""One list of what is missing, from both authorities, sent once; ticks and notes per authority."""

import pytest

from accounts.enums import PostRole
from applications.checklists import checklist_for
from applications.enums import CheckResult, EventKind, Status
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.registry import CaseFile, ChecklistLine, case_file
from applications.services import (
    application_accept,
    checklist_tick,
    note_add,
    supplement_draft_save,
    supplement_request,
)
from applications.services.supplement_list import items_merged
from tests.applications.joint.conftest import EXIT, WORK, reviewer
from tests.factories.accounts import PostFactory
from tests.factories.applications import NOW, ApplicationFactory, last_event

pytestmark = pytest.mark.django_db
DIPLOMA = ("letter", "Have the diploma authenticated.")
PHOTO = ("passport", "Upload the passport page again.")


@pytest.fixture
def case(joint):
    return ApplicationFactory(single_window=True, submitted=True)


def draft(case, authority, *items, complete=True):
    return supplement_draft_save(
        application=case,
        items=items,
        complete=complete,
        actor=reviewer(case, authority),
        now=NOW,
    )


def send(case, authority, *items):
    return supplement_request(
        application=case, items=items, actor=reviewer(case, authority), now=NOW
    )


class TestOneList:
    @pytest.mark.parametrize("sender", [WORK, EXIT])
    def test_what_both_found_is_sent_once(self, case, sent, sender):
        draft(case, WORK, DIPLOMA, PHOTO)
        draft(case, EXIT, ("passport", "The photo page is cut off."))
        sent.clear()
        request = send(case, sender)
        assert [(item.code, item.text) for item in request.items.all()] == [
            DIPLOMA,
            ("passport", "Upload the passport page again.\nThe photo page is cut off."),
        ]
        assert len(sent) == 1
        case.refresh_from_db()
        assert case.status == Status.SUPPLEMENT
        assert not case.supplement_draft.exists()
        assert set(case.reviews.values_list("list_complete_at", flat=True)) == {None}

    def test_not_while_the_other_still_writes(self, case):
        draft(case, WORK, DIPLOMA, complete=False)
        with pytest.raises(Incomplete, match="work-permit authority is still writing"):
            send(case, EXIT, PHOTO)
        draft(case, WORK, DIPLOMA)
        assert send(case, EXIT, PHOTO).items.count() == 2

    def test_one_alone_when_the_other_has_nothing(self, case):
        assert send(case, EXIT, PHOTO).items.count() == 1

    def test_saying_nothing_is_missing_counts(self, case):
        draft(case, WORK)
        assert last_event(case).data == {"authority": WORK, "points": 0, "complete": True}
        assert send(case, EXIT, PHOTO).items.count() == 1

    def test_an_empty_list_is_not_sent(self, case):
        draft(case, WORK)
        draft(case, EXIT)
        with pytest.raises(Incomplete, match="at least one"):
            send(case, EXIT)

    def test_writing_again_replaces_the_own_points_only(self, case):
        draft(case, WORK, DIPLOMA)
        draft(case, EXIT, PHOTO)
        draft(case, WORK, ("letter", "Translate it, too."))
        assert list(case.supplement_draft.values_list("authority", "text")) == [
            (EXIT, PHOTO[1]),
            (WORK, "Translate it, too."),
        ]

    def test_accepting_waits_for_the_list(self, case):
        draft(case, WORK, DIPLOMA)
        with pytest.raises(Incomplete, match="on the list of what is missing"):
            application_accept(application=case, actor=reviewer(case, EXIT), now=NOW)
        draft(case, WORK)
        done = application_accept(application=case, actor=reviewer(case, EXIT), now=NOW)
        assert done.status == Status.ACCEPTED

    def test_nobody_drafts_after_acceptance_and_no_stranger_ever(self, joint):
        case = ApplicationFactory(single_window=True, accepted=True)
        with pytest.raises(TransitionNotAllowed):
            draft(case, WORK, DIPLOMA)
        port_officer = PostFactory.create(office=case.office, role=PostRole.PORT_OFFICER).officer
        with pytest.raises(NotPermitted):
            supplement_draft_save(
                application=case, items=[], complete=True, actor=port_officer, now=NOW
            )


@pytest.mark.parametrize(
    ("items", "merged"),
    [
        ([("a", "x"), ("b", "y")], [("a", "x"), ("b", "y")]),
        ([("a", "x"), ("a", "x")], [("a", "x")]),
        ([("a", "x"), ("b", "y"), ("a", "z")], [("a", "x\nz"), ("b", "y")]),
        ([("other", "x"), ("other", "y")], [("other", "x"), ("other", "y")]),
        ([("other", "x"), ("other", "x")], [("other", "x")]),
        ([("a", "x" * 300), ("a", "y" * 300)], [("a", "x" * 300), ("a", "y" * 300)]),
    ],
)
def test_merging(items, merged):
    assert items_merged(items) == merged


class TestTicks:
    def tick(self, case, authority, code="passport", result=CheckResult.IN_ORDER):
        return checklist_tick(
            application=case, code=code, result=result, actor=reviewer(case, authority), now=NOW
        )

    def test_each_authority_has_its_own(self, case):
        self.tick(case, WORK)
        self.tick(case, EXIT, result=CheckResult.UNCLEAR)
        for authority, mine, theirs in (
            (WORK, "in_order", "unclear"),
            (EXIT, "unclear", "in_order"),
        ):
            line = next(
                line
                for line in checklist_for(case_file(case), authority)
                if line.code == "passport"
            )
            assert line.tick is not None
            assert (line.tick.result, [tick.result for tick in line.others]) == (mine, [theirs])
        assert last_event(case).data["authority"] == EXIT

    def test_what_one_found_in_order_the_other_may_still_ask_for(self, case):
        self.tick(case, WORK)
        with pytest.raises(Incomplete, match="ticked as in order"):
            draft(case, WORK, PHOTO)
        assert draft(case, EXIT, PHOTO).supplement_draft.count() == 1

    def test_neither_accepts_what_the_other_found_wrong(self, case):
        self.tick(case, WORK, result=CheckResult.MISSING)
        with pytest.raises(Incomplete, match="not in order"):
            application_accept(application=case, actor=reviewer(case, EXIT), now=NOW)

    def test_a_line_of_one_authority_is_not_ticked_by_the_other(self, case, joint, monkeypatch):
        class OneSided(CaseFile):
            def checklist(self):
                return [ChecklistLine(code="diploma", name="Diploma", authority=WORK)]

        monkeypatch.setattr(joint, "case_file", OneSided)
        assert self.tick(case, WORK, "diploma").authority == WORK
        with pytest.raises(NotPermitted, match="other authority checks"):
            self.tick(case, EXIT, "diploma")


def test_a_note_says_whose_it_is(case):
    event = note_add(
        application=case, text="Ask the tax office.", actor=reviewer(case, WORK), now=NOW
    )
    assert (event.kind, event.data) == (EventKind.NOTE, {"authority": WORK})
