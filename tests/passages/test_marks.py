"""Quotations are found by their marks in every house style."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.passages.marks import quotations


def quoted(text: str) -> list[str]:
    return [text[each.start : each.end] for each in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail,” he said, “at dawn.”", ["We sail,", "at dawn."]),
        ('"We sail," he said, "at dawn."', ["We sail,", "at dawn."]),
        ("‘We sail,’ he said.", ["We sail,"]),
        ("'We sail,' he said.", ["We sail,"]),
        ("„Wir segeln“, sagte er.", ["Wir segeln"]),
        ("«Nous partons», dit-il.", ["Nous partons"]),
        ("‘He’s in the boats’ own port,’ she said.", ["He’s in the boats’ own port,"]),
        ("‘the workers’ party said so", ["the workers"]),
        ("“She wrote ‘noted’ and no more.”", ["She wrote ‘noted’ and no more."]),
        ("‘“Turn west.” I did not,’ she said.", ["“Turn west.” I did not,"]),
        ("“He quoted “peace” to us,” she said.", ["He quoted “peace” to us,"]),
        ("“We waited.\n“Then we sailed.”", ["We waited.", "Then we sailed."]),
        ("“We waited.\nThe tide came.", ["We waited."]),
        ("the ’90s, rock ’n’ roll, the boats’ tracks", []),
        ("don't say 'tis the tide", []),
        ("no ” opening and “ no start", []),
        ("(“yes”)", ["yes"]),
        ("“”", []),
        ("« Nous partons », dit-il. «\u00a0Oui\u00a0»", ["Nous partons", "Oui"]),
        ("»Wir segeln«, sagte er.", ["Wir segeln"]),
        ("”Vi seglar”, sade han.", ["Vi seglar"]),
        ("‘We waited.\n\n‘Then we sailed.’", ["We waited.", "Then we sailed."]),
        ("He asked:“Do we sail?”", ["Do we sail?"]),
        ("“We sail.”said he. The patrol left.", ["We sail."]),
        ('The “so-called" reform. He left.', ["so-called"]),
        ('“She said "no" and left.”', ['She said "no" and left.']),
        ("It was 5” wide and 6” long.", []),
        ("", []),
    ],
)
def test_the_outermost_quotation_without_its_marks(text: str, expected: list[str]) -> None:
    assert expected == quoted(text)


@given(st.text("ab s.\n“”‘’\"'«»„‚‹›-–", max_size=40))
def test_quotations_lie_in_order_in_their_paragraphs(text: str) -> None:
    found = quotations(text)

    assert all(0 < each.start < each.end <= len(text) for each in found)
    assert all(one.end < other.start for one, other in pairwise(found))
    assert all("\n" not in text[each.start : each.end] for each in found)
