import random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from communique.train.chunks import chunks, curled, varied
from communique.train.conllu import Sentence, Word


def word(form: str, lemma: str | None = None) -> Word:
    return Word(form=form, lemma=lemma or form, upos="X", xpos="X", feats="_", head=0, label="root")


def sentence(*forms: str, opens_document: bool = False) -> Sentence:
    return Sentence(words=tuple(map(word, forms)), opens_document=opens_document)


sentences = st.builds(
    sentence, st.text("ab'\"-.’😀", min_size=1, max_size=4), opens_document=st.booleans()
)


@given(st.lists(sentences), st.integers(1, 5))
def test_chunks_lose_no_sentence_and_keep_their_order(whole: list[Sentence], words: int) -> None:
    assert [each for chunk in chunks(whole, words) for each in chunk] == whole


@given(st.lists(sentences), st.integers(1, 5))
def test_a_document_begins_a_chunk(whole: list[Sentence], words: int) -> None:
    for chunk in chunks(whole, words):
        assert not any(each.opens_document for each in chunk[1:])


def test_a_chunk_ends_behind_enough_words() -> None:
    found = chunks([sentence("a", "b")] * 5, 3)

    assert [len(chunk) for chunk in found] == [2, 2, 1]


def test_curled_text_has_the_marks_of_a_newsroom() -> None:
    words = [word(form) for form in ('"', "Never", ",", '"', "--", "...", "'s", "n't", "O'Dell")]
    words[6] = replace(words[6], lemma="be")

    found = curled((Sentence(words=tuple(words)),))[0].words

    assert [w.form for w in found] == ["“", "Never", ",", "”", "—", "…", "’s", "n’t", "O’Dell"]
    assert [w.lemma for w in found[:1] + found[6:7]] == ["“", "be"]


@given(st.lists(sentences, min_size=1))
def test_curling_keeps_every_word_and_tree(whole: list[Sentence]) -> None:
    found = curled(tuple(whole))

    assert [len(s.words) for s in found] == [len(s.words) for s in whole]
    assert [w.head for s in found for w in s.words] == [w.head for s in whole for w in s.words]


def test_variation_repeats_with_its_seed() -> None:
    whole = list(chunks([sentence('"', "a", '"')] * 40, 1))

    once, again = (varied(whole, random.Random(7)) for _ in range(2))  # noqa: S311

    assert once == again
    assert 0 < sum(new != old for new, old in zip(once, whole, strict=True)) < 40
