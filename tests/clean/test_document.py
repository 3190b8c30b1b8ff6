"""The stage `clean` on whole items: its laws, and what a document says of itself."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.clean.document import clean_stage, cleaned
from communique.items import Item, Place
from communique.languages import Language
from communique.records import Document
from communique.stage import Dropped

PARAGRAPH = (
    "Keldra recalled its ambassador on Tuesday after a patrol ship of Zennava turned back a ferry "
    "with four hundred people aboard, the foreign ministry said."
)
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Envoy goes home over strait dispute",
                PARAGRAPH,
                PARAGRAPH.replace("Tuesday", "Wednesday 😀 שלום"),
                "TREVAUNIS (LPA) — " + PARAGRAPH,
                "Home > World",
                "By Davith Uskela",
                "8 April 2031",
                "Ferry company waits",
                "Most read",
                "© 2031 Harbour Post",
                "",
            ]
        ),
        st.text(max_size=25),
    ),
    max_size=10,
)


def item(data: bytes | str, media: str = "text", name: str = "a") -> Item:
    place = Place(
        id=name,
        path="",
        source_file=f"{name}.txt",
        media=media,
        collection="local",
        story=None,
        licence="LicenseRef-unknown",
        text_available=False,
        published_inferred=None,
        sha256="0" * 64,
    )
    return Item(place=place, data=data if isinstance(data, bytes) else data.encode())


def clean(data: bytes | str, english: Language, media: str = "text") -> Document | Dropped:
    return cleaned(item(data, media), english, lambda _: "en")


def document(data: bytes | str, english: Language, media: str = "text") -> Document:
    found = clean(data, english, media)
    assert isinstance(found, Document), found
    return found


@given(LINES)
def test_a_cleaned_text_is_clean(english: Language, lines: list[str]) -> None:
    once = clean("\n".join(lines), english)
    if isinstance(once, Document):
        assert once.text is not None
        assert document(once.text, english).text == once.text


@given(st.lists(LINES, max_size=4), st.lists(LINES, max_size=4))
def test_the_stage_gives_the_same_on_shards_as_on_the_whole(
    english: Language, a: list[list[str]], b: list[list[str]]
) -> None:
    stage = clean_stage(english, lambda _: "en")
    first, second = ([item("\n".join(lines)) for lines in part] for part in (a, b))

    assert list(stage([*first, *second])) == [*stage(first), *stage(second)]


@given(LINES)
def test_alignment_leads_back_to_the_raw_text(english: Language, lines: list[str]) -> None:
    raw = "\n".join(lines)
    found = clean(raw, english)
    if isinstance(found, Document) and found.encoding == "utf-8":
        text = found.text or ""
        decoded = raw.encode().decode("utf-8-sig")
        for segment in found.alignment:
            before = decoded[segment.raw_start : segment.raw_start + segment.length]
            after = text[segment.clean_start : segment.clean_start + segment.length]
            assert len(before) == len(after) == segment.length
            for one, other in zip(before, after, strict=True):
                assert one == other or not one.isalnum() or not one.isascii()
        for block in found.blocks:
            assert "\n" not in text[block.start : block.end]


@given(LINES)
def test_the_result_is_nfc(english: Language, lines: list[str]) -> None:
    found = clean("\n".join(lines), english)
    if isinstance(found, Document):
        assert unicodedata.is_normalized("NFC", found.text or "")


def test_removed_stretches_name_their_place_in_the_raw_text(english: Language) -> None:
    raw = f"\ufeff  By Davith Uskela\r\n\r\nEnvoy goes home over strait\r\n{PARAGRAPH}\r\n"

    (removed,) = document(raw, english).removed

    assert (removed.reason, removed.text) == ("byline", "By Davith Uskela")
    assert raw[1:][removed.raw_start : removed.raw_end] == "By Davith Uskela"


def test_what_a_page_states_is_taken_from_its_lines(english: Language) -> None:
    raw = "\n".join(
        [
            "Harbour Post > World",
            "Envoy goes home over strait dispute",
            "Updated: 10 April 2031",
            "Published: 8 April 2031, 21:14",
            "By Davith Uskela and Elin Carrow in Trevaunis",
            PARAGRAPH,
            PARAGRAPH.replace("recalled", "called back"),
            "Marrick Obel contributed to this report",
        ]
    )

    found = document(raw, english)

    assert found.title == "Envoy goes home over strait dispute"
    assert found.publisher == "Harbour Post"
    assert found.published == "2031-04-08"
    assert found.bylines == ("Davith Uskela", "Elin Carrow")
    assert found.credits == ("Marrick Obel contributed to this report",)


def test_nothing_is_stated_where_a_page_states_nothing(english: Language) -> None:
    found = document(PARAGRAPH, english)

    assert (found.title, found.publisher, found.published, found.bylines) == (None, None, None, ())


def test_fields_of_a_json_line_count_as_stated(english: Language) -> None:
    line = {
        "id": 1,
        "headline": "Envoy goes&nbsp;home",
        "site": "Harbour Post",
        "published": "2031-04-08T21:14:00Z",
        "author": "Davith Uskela",
        "body": f"Envoy goes home\r\n{PARAGRAPH}",
    }

    found = document(msgspec.json.encode(line), english, "jsonl")

    assert found.text == f"Envoy goes home\n\n{PARAGRAPH}"
    assert (found.title, found.publisher) == ("Envoy goes home", "Harbour Post")
    assert (found.published, found.bylines) == ("2031-04-08", ("Davith Uskela",))
    assert [removed.reason for removed in found.removed] == ["repeated-title"]


PAGE = f"""<!DOCTYPE html><html><head><title>Envoy goes home | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="og:title" content="Envoy goes home over strait">
<meta property="article:published_time" content="2031-04-08T21:14:00Z">
<style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><main><article>
<h1>Envoy goes home over strait</h1>
<p class="sub">Islanders wait for flour and for letters from home</p>
<p>{PARAGRAPH.replace("said", "<b>said</b>").replace("Keldra", "Keldra&rsquo;s government")}</p>
<p>The prime minister asked the sea council to meet
before the end of the week &amp; to publish the record of the call.</p>
<aside><h4>Most read</h4><ul><li>Harbour Seal Named after Weather Girl</li></ul></aside>
<p>Neither side has said when the two ministers will speak to each other again.</p>
</article></main><footer>© 2031 Harbour Post</footer>
<script>var a = "<p>no</p>";</script></body></html>"""


def test_the_article_of_an_html_page_is_found_and_the_rest_is_listed(english: Language) -> None:
    found = document(PAGE, english, "html")

    assert (found.text or "").split("\n\n") == [
        "Envoy goes home over strait",
        "Islanders wait for flour and for letters from home",
        PARAGRAPH.replace("Keldra", "Keldra’s government"),
        (
            "The prime minister asked the sea council to meet before the end of the week & to "
            "publish the record of the call."
        ),
        "Neither side has said when the two ministers will speak to each other again.",
    ]
    assert [removed.text for removed in found.removed] == [
        "Home",
        "World",
        "Most read",
        "Harbour Seal Named after Weather Girl",
        "© 2031 Harbour Post",
    ]
    assert (found.publisher, found.published) == ("Harbour Post", "2031-04-08")


def test_words_of_an_html_page_lead_back_to_its_source(english: Language) -> None:
    found = document(PAGE, english, "html")

    for segment in found.alignment:
        before = PAGE[segment.raw_start : segment.raw_start + segment.length]
        after = (found.text or "")[segment.clean_start : segment.clean_start + segment.length]
        assert before.replace("\n", " ") == after


@pytest.mark.parametrize("html", ["<p>", "<html><body></body></html>", "<a>Home</a><a>World</a>"])
def test_a_page_without_an_article_says_so(html: str, english: Language) -> None:
    found = clean(html, english, "html")

    assert isinstance(found, Dropped)
    assert found.reason == "no-article"


BODY = f"<article><p>{PARAGRAPH}</p><p>{PARAGRAPH.replace('recalled', 'called back')}</p></article>"


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><html><head><title>T</title><body>{BODY}</body></html>",
        f"<html><head><title>T</title></head><body><svg><path>{BODY}</body></html>",
        f"<html><head><title>T</title></head><body>{BODY}<p>Top</p",
        f"<html><head><title>T</title></head><body>{BODY}</body></html",
    ],
)
@pytest.mark.parametrize("media", ["html", "text"])
def test_pages_with_tags_left_open_are_read_whatever_their_file_is_called(
    page: str, media: str, english: Language
) -> None:
    paragraphs = (document(page, english, media).text or "").split("\n\n")

    assert paragraphs[:2] == [PARAGRAPH, PARAGRAPH.replace("recalled", "called back")]
    assert not any("<" in paragraph for paragraph in paragraphs)


def test_fields_of_odd_types_lose_no_article(english: Language) -> None:
    line = {"text": PARAGRAPH, "author": ["A. Tarn", "B. Obel"], "date": 1, "title": "  "}

    found = document(msgspec.json.encode(line), english, "jsonl")

    assert found.text == PARAGRAPH
    assert (found.title, found.published, found.bylines) == (None, None, ("A. Tarn", "B. Obel"))


@pytest.mark.parametrize("data", ["\ufeff", "\u200b\n\u200b", b"\xff\xfe"])
def test_a_file_without_a_visible_character_is_empty(data: str | bytes, english: Language) -> None:
    found = clean(data, english)

    assert isinstance(found, Dropped)
    assert found.reason == "empty"
