"""The public pages, which everyone may open without signing in."""

import re

# A full-width stop brings its own room: a space behind it makes a hole in the line.
CHINESE_GAP = re.compile(r"[。；：！？，、] +[\u4e00-\u9fff]")
PUBLIC = [
    "",
    "guidance/port-visa/",
    "guidance/single-window/",
    "guidance/after-arrival/",
    "permit-finder/",
    "official-site/",
    "accessibility/",
    "privacy/",
    "offices/",
    "working-days/",
    "verify/",
    "verify/offline/",
    "track/",
    "performance/",
    "account/login/",
    "account/signup/",
]
LANGUAGES = ["en", "zh-hans"]
ADDRESSES = [f"/{language}/{page}" for language in LANGUAGES for page in PUBLIC]
