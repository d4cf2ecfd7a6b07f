"""What a journey looks for on every page that it reaches: axe's findings, and English in Chinese.

Set ``JOURNEY_PICTURES`` to a folder to get a picture of every page as well.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import axe_violations

PICTURES = os.environ.get("JOURNEY_PICTURES", "")
# Neither what stands in fields, nor names of icons and keys, nor what is marked as English.
_SKIPPED = "script, style, textarea, option, kbd, .material-symbols-outlined, [lang=en]"
# Text of the page and what screen readers say.
_TEXTS = """(skipped) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(skipped)) {
      found.push(walker.currentNode.data);
    }
  }
  for (const one of document.querySelectorAll("[aria-label], [alt], [placeholder], [title]")) {
    if (one.closest("[lang=en]")) continue;
    for (const name of ["aria-label", "alt", "placeholder", "title"]) {
      found.push(one.getAttribute(name) || "");
    }
  }
  return [document.title, ...found].map((text) => text.replace(/\\s+/g, " ").trim());
}"""
_SAME = ("English", "esc")  # the same in both languages: the way to English, a key
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORDS = re.compile(r"\b[A-Za-z]*[a-z]{2,}\b")


def english_in(texts: Iterable[str], data: Iterable[str] = ()) -> list[str]:
    """Those of ``texts`` that are English words and nothing that somebody typed (``data``)."""
    known = sorted((" ".join(text.split()) for text in [*data, *_SAME]), key=len, reverse=True)
    found = []
    for text in texts:
        left = text
        for one in known:
            left = left.replace(one, " ")
        address = "@" in left or ("/" in left and " " not in left.strip())
        if _WORDS.search(left) and not address and not _HAN.search(left):
            found.append(text)
    return list(dict.fromkeys(found))


@dataclass
class Watch:
    """Looks at each page once: ``found`` has what is wrong, with the name of the page."""

    data: list[str] = field(default_factory=list)
    scripts: bool = True
    found: list[str] = field(default_factory=list)
    looked: set[tuple[str, str, int]] = field(default_factory=set)

    def __call__(self, name: str, page: Page) -> None:
        language = page.locator("html").get_attribute("lang") or ""
        width = (page.viewport_size or {"width": 0})["width"]
        if (name, language, width) in self.looked:
            return
        self.looked.add((name, language, width))
        where = f"{name} ({language}, {width})"
        if self.scripts:
            self.found += [f"{where}: {violation}" for violation in axe_violations(page)]
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            self.found += [f"{where}: wider than the screen"] if wide > 0 else []
            if language.lower().startswith("zh"):
                english = english_in(page.evaluate(_TEXTS, _SKIPPED), self.data)
                self.found += [f"{where}: English: {text}" for text in english]
        if PICTURES:
            folder = Path(PICTURES) / f"{language}-{width}"
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{len(self.looked):03}-{name}.png"
            page.screenshot(path=path, full_page=True)
