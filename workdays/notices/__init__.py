"""Reading a State Council notice: its official text, a CSV table or JSON. Pure functions."""

from workdays.notices.checks import notice_problems
from workdays.notices.model import Notice, NoticeDay, Reading
from workdays.notices.reading import notice_read

__all__ = ["Notice", "NoticeDay", "Reading", "notice_problems", "notice_read"]
