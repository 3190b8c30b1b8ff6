"""The guide for annotators says of labels what the schemas say, and quotes dispatches rightly."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from communique import schema

CHECKOUT = Path(__file__).parents[2]
GUIDE = CHECKOUT / "annotations" / "guidelines"
DISPATCHES = CHECKOUT / "corpus" / "exercise" / "orrin-strait" / "truth" / "text"
PAGES = sorted(GUIDE.glob("*.md"))

ITALIC = re.compile(r"(?<![\w`])_(?=[^\s_])([^_`|]+?)_(?![\w`])")
SOURCE = re.compile(r"\s+\((?:`(\d\d_[a-z-]+)`|invented)\)")
STEM = re.compile(r"`\d\d_[a-z-]+`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

INVENTORIES = [
    ("entities", "entity", "label"),
    ("quotations", "quote", "kind"),
    ("events", "event", "type"),
    ("events", "event", "modality"),
    ("stances", "stance", "target_kind"),
    ("stances", "stance", "polarity"),
]


class Example(NamedTuple):
    """Words in italics, and the dispatch they are from: None if none is named, "" if invented."""

    page: str
    words: str
    stem: str | None


def examples(page: Path) -> list[Example]:
    text = page.read_text("utf-8")
    found = []
    for italic in ITALIC.finditer(text):
        source = SOURCE.match(text, italic.end())
        words = " ".join(italic[1].replace("**", "").split())
        found.append(Example(page.name, words, (source[1] or "") if source else None))
    return found


def said(page: str) -> str:
    return " ".join((GUIDE / f"{page}.md").read_text("utf-8").split())


def dispatches() -> dict[str, str]:
    return {path.stem: " ".join(path.read_text("utf-8").split()) for path in DISPATCHES.iterdir()}


EXAMPLES = [example for page in PAGES for example in examples(page)]


@pytest.mark.parametrize(("page", "name", "field"), INVENTORIES)
def test_every_label_stands_in_its_page_with_its_meaning(page: str, name: str, field: str) -> None:
    meanings = schema.parallel(name, field, "enumDescriptions")
    rows = [f"| `{label}` | {meaning} |" for label, meaning in meanings.items()]

    assert [row for row in rows if row not in said(page)] == []


def test_event_types_stand_with_their_quad_category() -> None:
    quads = schema.parallel("event", "type", "x-quad").items()

    assert [row for one in quads if (row := f"`{one[0]}`: {one[1]}") not in said("events")] == []


def test_every_mode_stands_in_the_page_on_events() -> None:
    modes = {mode for group in schema.modes().values() for mode in group}

    assert {mode for mode in modes if mode not in said("events")} == set()


def test_every_issue_code_stands_with_its_meaning() -> None:
    issues = schema.stories()["orrin-strait"].issues
    rows = [f"| `{issue.code}` | {issue.meaning} |" for issue in issues]

    assert [row for row in rows if row not in said("stances")] == []


def test_every_issue_code_of_the_source_articles_stands_there_too() -> None:
    codes = [issue.code for issue in schema.stories()["israel-hamas-war"].issues]

    assert [code for code in codes if f"`{code}`" not in said("stances")] == []


def test_every_example_says_where_it_is_from() -> None:
    assert [example for example in EXAMPLES if example.stem is None] == []


def test_every_example_from_a_dispatch_stands_in_it_word_for_word() -> None:
    texts = dispatches()
    quoted = [example for example in EXAMPLES if example.stem]

    assert [each for each in quoted if each.words not in texts.get(each.stem or "", "")] == []
    assert len(quoted) > 150


def test_an_example_called_invented_stands_in_no_dispatch() -> None:
    texts = dispatches().values()
    invented = [example for example in EXAMPLES if example.stem == ""]

    assert [each for each in invented if any(each.words in text for text in texts)] == []


def test_no_dispatch_is_named_but_for_an_example() -> None:
    named = [(page.name, stem) for page in PAGES for stem in STEM.findall(page.read_text("utf-8"))]

    assert len(named) == sum(bool(example.stem) for example in EXAMPLES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [one for one in LINK.findall(page.read_text("utf-8")) if "://" not in one]

    assert [one for one in targets if not leads_somewhere(page, *one.partition("#"))] == []


def leads_somewhere(page: Path, name: str, _: str, fragment: str) -> bool:
    target = page.parent / name if name else page
    if not target.exists() or not fragment:
        return target.exists()
    headings = HEADING.findall(target.read_text("utf-8"))
    return fragment in {anchor(heading) for heading in headings}


def anchor(heading: str) -> str:
    """The fragment that a heading has on GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
