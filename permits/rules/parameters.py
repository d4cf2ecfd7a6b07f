"""The dated numbers that the rules use, as one value. Rows of ``PermitParameter`` go first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parameters:
    """Every field is a code of ``PermitParameter``. Sources stand in the rows.

    The defaults are what the seed migration writes; they only matter where a row is missing.
    """

    # Grounds and categories
    minimum_age: int = 18
    wage_multiple_a: int = 6
    wage_multiple_b: int = 4
    young_talent_below_age: int = 40
    b_usual_age: int = 60
    b_experience_years: int = 2
    # Exit and Entry Administration Law, article 30(3)
    work_permit_days_min: int = 90
    work_permit_months_max: int = 60
    months_max_a: int = 60
    months_max_b: int = 24
    # Windows
    extension_opens_days: int = 90
    extension_closes_days: int = 30
    residence_days: int = 30
    change_days: int = 10
    cancellation_days: int = 10
    # Papers
    health_from_months: int = 12
    health_valid_months: int = 6
    health_age_from: int = 18
    health_age_until: int = 70
    # Fees in yuan
    fee_months_12: int = 400
    fee_months_36: int = 800
    fee_months_60: int = 1000
    fee_change: int = 200
    # Joint review: 1 means that an approval by this authority needs two officers
    countersign_work_permit: int = 1
    countersign_exit_entry: int = 1
    # Drafts
    drafts_kept_days: int = 90
    # The finder asks once more about a yearly pay below this, in yuan
    pay_ask_again_below: int = 50_000
