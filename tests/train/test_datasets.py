"""Each data set's own way of writing names, on invented sentences."""

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.jsonl import DataError
from communique.train import columns, crossner, gum, re3d, redocred, uner, wikigold
from communique.train.conllu import Sentence, Word
from communique.train.named import Named

Parse = Callable[[str], tuple[Word, ...]]


def shown(named: Named) -> list[str]:
    return [f"{' '.join(named.words[m.start : m.end])}/{m.label}" for m in named.mentions]


def rows(text: str, separator: str = "\t") -> list[str]:
    return [line.strip().replace(" ", separator) + "\n" for line in text.strip().splitlines()]


def test_tags_give_mentions_also_where_one_begins_with_an_i() -> None:
    tags = ["I-PER", "I-PER", "B-PER", "I-ORG", "O", "B-LOC"]

    found = [(m.start, m.end, m.label) for m in columns.mentions(tags)]

    assert found == [(0, 2, "PER"), (2, 3, "PER"), (3, 4, "ORG"), (5, 6, "LOC")]


def test_a_line_without_a_tag_is_named_with_its_place() -> None:
    with pytest.raises(DataError, match=r"a\.txt:2: "):
        list(columns.blocks(["Quell\tO\n", "left\n"], "a.txt"))


def test_crossner_knows_parties_and_politicians() -> None:
    lines = rows("Mara B-politician\nTolwin I-politician\nof O\nTide B-politicalparty\n! O")

    found = list(crossner.texts([*lines, "\n", "Yes\tO\n"], "a.txt"))

    assert [shown(each) for each in found] == [["Mara Tolwin/PERSON", "Tide/ORG"], []]


def test_wikigold_has_no_b_and_marks_where_documents_begin() -> None:
    lines = ["-DOCSTART- O\n", "\n", *rows("In O\nLow I-LOC\nOrrin I-LOC", " ")]

    assert [shown(each) for each in wikigold.texts(lines, "a.txt")] == [["Low Orrin/PLACE"]]


def test_uner_has_names_of_other_kinds_and_stray_tags() -> None:
    head = ["# newdoc id = d1\n", "# text = A B C\n"]
    lines = [*head, "1\tOrrinese\tB-OTH\t-\tann\n", "2\tB\tB-O\t-\tann\n", "3\tC\tO\n", "\n"]

    assert [shown(each) for each in uner.texts(lines, "a.iob2")] == [["Orrinese/UNSURE"]]


def test_redocred_counts_words_within_sentences(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(
        '[{"title": "-", "sents": [["Quell", "left"], ["The", "Tide", "won"]], "vertexSet": ['
        '[{"pos": [0, 1], "sent_id": 0, "type": "PER", "name": "Quell"},'
        ' {"pos": [0, 1], "sent_id": 0, "type": "PER", "name": "Quell"}],'
        '[{"pos": [0, 2], "sent_id": 1, "type": "ORG", "name": "The Tide"}],'
        '[{"pos": [1, 2], "sent_id": 0, "type": "TIME", "name": "left"}]]}]'
    )

    assert [shown(each) for each in redocred.texts(path)] == [["Quell/PERSON", "The Tide/ORG"]]


def test_a_file_that_is_not_redocred_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text('{"sents": 1}')

    with pytest.raises(DataError, match=r"dev\.json: not a file of Re-DocRED"):
        redocred.texts(path)


@pytest.mark.parametrize(
    ("lines", "names", "missing"),
    [
        ("Yesterday O\nthe B-Organisation\nTide I-Organisation\nforces I-Organisation", "Tide", ""),
        ("Forces B-Organisation\nleft O", "", "Forces"),
        ("We B-Organisation\nleft O", "", ""),
        ("In O\nOrrin B-Location\nand I-Location\nthere I-Location", "Orrin", ""),
        (
            "At O\nOrrin B-Location\n, I-Location\nLow I-Location\nProvince I-Location",
            "",
            "Orrin , Low Province",
        ),
        ("an O\nMX-9 B-Weapon\nfell O", "", "MX-9"),
        ("of O\nal B-Organisation\n- I-Organisation\nTide I-Organisation", "al - Tide", ""),
        ("the O\nTide B-Organisation\n’ I-Organisation\ns I-Organisation", "Tide", ""),
    ],
)
def test_re3d_gives_the_capitalised_run(lines: str, names: str, missing: str) -> None:
    found = re3d.text(rows(lines), "a.conll")

    assert [name.split("/")[0] for name in shown(found)] == ([names] if names else [])
    assert " ".join(found.words[at] for at in sorted(found.missing)) == missing


def test_re3d_gives_every_fifth_file_to_the_test() -> None:
    parts = [re3d.part(number) for number in range(20)]

    assert [number for number, part in enumerate(parts) if part == "test"] == [4, 9, 14, 19]
    assert [number for number, part in enumerate(parts) if part == "dev"] == [2, 12]


LEAGUE = """
    The DET DT 4 det Entity=(1-organization-new-n-1-sgl
    Harbour PROPN NNP 4 compound _
    old ADJ JJ 4 amod _
    League PROPN NNP 8 nsubj _
    of ADP IN 6 case _
    Orrin PROPN NNP 4 nmod Entity=(2-place-new-n-1-sgl)1)
    has AUX VBZ 8 aux _
    met VERB VBN 0 root _
    old ADJ JJ 10 amod Entity=(3-person-new-n-2-coref
    President PROPN NNP 8 obj _
    Quell PROPN NNP 10 flat Entity=3)
    its PRON PRP$ 13 nmod:poss Entity=(4-object-new-n-2-sgl(1-organization-giv-n-1-ana)
    boats NOUN NNS 8 obj Entity=4)
"""


def test_gum_names_grow_from_the_head_of_a_phrase(parse: Parse) -> None:
    found = gum.named(Sentence(words=parse(LEAGUE)))

    expected = ["League of Orrin/ORG", "Orrin/PLACE", "President Quell/PERSON"]
    assert sorted(shown(found)) == expected


def test_gum_phrases_nest_and_close_by_their_number(parse: Parse) -> None:
    found = [(m.start, m.end, m.label) for m in gum.phrases(parse(LEAGUE))]

    assert sorted(found) == [
        (0, 6, "organization"),
        (5, 6, "place"),
        (8, 11, "person"),
        (11, 12, "organization"),
        (11, 13, "object"),
    ]
