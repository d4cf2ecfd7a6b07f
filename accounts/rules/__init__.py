"""Pure rules of accounts: the company code, and what counts as text in a name."""

from accounts.rules.text import text_clean, text_problem
from accounts.rules.uscc import (
    UsccFinding,
    UsccProblem,
    uscc_check,
    uscc_check_character,
    uscc_normalise,
    uscc_organisation_part_fits,
    uscc_region,
)

__all__ = [
    "UsccFinding",
    "UsccProblem",
    "text_clean",
    "text_problem",
    "uscc_check",
    "uscc_check_character",
    "uscc_normalise",
    "uscc_organisation_part_fits",
    "uscc_region",
]
