"""The applicant's pages of a case, and the public ones."""
