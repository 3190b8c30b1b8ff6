"""Cleaning beside what else exists, on the plain-text pages of the exercise and of `tests/clean`.

`python tests/bench_clean.py` prints a table in Markdown. The peers are tools for HTML; a plain text
is given to them with each line as a paragraph, which is how one would try. A line counts as removed
if it is not in what the tool returns.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import justext
import trafilatura

from communique.clean.decode import decoded
from communique.clean.document import cleaned
from communique.clean.normalise import normalised
from communique.config import find_workspace
from communique.items import Item
from communique.languages import language
from communique.offsets import Aligned
from communique.records import Document
from communique.run.score import clean_truth
from communique.score.clean import Count, key
from communique.sources.plan import plan
from communique.sources.read import read_item

sys.path.insert(0, str(Path(__file__).parent / "clean"))
from test_pages import PAGES, item, truth

ENGLISH = language("en")
Lines = Counter[str]
Tool = Callable[[Item, list[str]], Lines]


def keys(lines: list[str]) -> Lines:
    return Counter(found for line in lines if (found := key(line)))


def as_html(lines: list[str]) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<html><body><article>{paragraphs}</article></body></html>"


def by_communique(item: Item, lines: list[str]) -> Lines:
    del lines
    found = cleaned(item, ENGLISH, lambda _: "en")
    return keys((found.text or "").split("\n") if isinstance(found, Document) else [])


def by_trafilatura(_: Item, lines: list[str]) -> Lines:
    return keys((trafilatura.extract(as_html(lines)) or "").split("\n"))


def by_justext(_: Item, lines: list[str]) -> Lines:
    stop = justext.get_stoplist("English")
    paragraphs = justext.justext(as_html(lines), stop)
    return keys([one.text for one in paragraphs if not one.is_boilerplate])


def by_nothing(_: Item, lines: list[str]) -> Lines:
    return keys(lines)


TOOLS: dict[str, Tool] = {
    "Communiqué": by_communique,
    "trafilatura": by_trafilatura,
    "jusText": by_justext,
    "nothing removed": by_nothing,
}


def pages() -> Iterator[tuple[str, Item, Lines]]:
    """Plain-text pages: their set, their item, the lines of their true text."""
    workspace = find_workspace(Path(__file__))
    true = {one.doc_id: one for one in clean_truth(workspace)}
    for place in plan(workspace).places:
        if place.media == "text" and place.id in true:
            yield place.story or "", read_item(place), keys(true[place.id].text.split("\n"))
    for path in sorted(PAGES.glob("*.txt")):
        planted = truth(path.stem, json.loads(path.with_suffix(".json").read_text("utf-8")))
        yield "pages", item(path), keys(planted.text.split("\n"))


def main() -> None:
    """Print, for each set and tool, precision and recall of removed lines."""
    counts: dict[tuple[str, str], Count] = {}
    for name, one, text in pages():
        raw = normalised(Aligned.of(decoded(one.data).text)).text
        lines = [line for line in raw.split("\n") if key(line)]
        boilerplate = keys(lines) - text
        for tool, run in TOOLS.items():
            removed = keys(lines) - run(one, lines)
            count = Count((removed & boilerplate).total(), removed.total(), boilerplate.total())
            counts[name, tool] = counts.get((name, tool), Count(0, 0, 0)).plus(count)
    print("| pages | tool | precision | recall |\n| --- | --- | --- | --- |")
    for (name, tool), count in counts.items():
        print(f"| {name} | {tool} | {count.precision:.3f} | {count.recall:.3f} |")


if __name__ == "__main__":
    main()
