"""Duplicates and re-use are held to the planted truth, and to what is known of the articles."""

from pathlib import Path

import pytest

from communique.config import Workspace
from communique.run import documents, pairs
from communique.run.pairs import Scope
from communique.run.score import pair_truth
from communique.score.pairs import PairScore, PairTruth, score_pairs

FLOORS = {
    # crisis: precision and recall of copies, share of re-used utterances found
    "marrak-corridor": (1.0, 0.75, 0.9),
    "orrin-strait": (1.0, 1.0, 0.9),
    "sella-dam": (1.0, 1.0, 0.9),
}


@pytest.fixture(scope="module")
def own(checkout: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The checkout's corpus with a `build/` of its own."""
    root = tmp_path_factory.mktemp("pairs")
    for name in ("corpus.toml", "corpus", "schema"):
        (root / name).symlink_to(checkout.root / name)
    workspace = Workspace(root)
    documents.clean(workspace)
    return workspace


@pytest.fixture(scope="module")
def truths(own: Workspace) -> dict[str, PairTruth]:
    return dict(pair_truth(own))


@pytest.fixture(scope="module")
def scores(own: Workspace, truths: dict[str, PairTruth]) -> dict[str, PairScore]:
    found = pairs.refresh(Scope(own))
    return {
        crisis: score_pairs(
            [each for each in found.duplicates if each.doc_id.startswith(crisis)],
            [each for each in found.reuse if each.doc_id.startswith(crisis)],
            truth,
        )
        for crisis, truth in truths.items()
    }


@pytest.mark.parametrize("crisis", FLOORS)
def test_copies_are_found_and_nothing_else(crisis: str, scores: dict[str, PairScore]) -> None:
    precision, recall, _ = FLOORS[crisis]
    score = scores[crisis].copies

    assert (score.precision >= precision, score.recall >= recall) == (True, True), score


@pytest.mark.parametrize("crisis", ["orrin-strait", "sella-dam"])
def test_copies_run_from_the_copy_to_what_it_repeats(
    crisis: str, scores: dict[str, PairScore]
) -> None:
    assert scores[crisis].directed.recall == 1.0


@pytest.mark.parametrize("crisis", FLOORS)
def test_utterances_with_eight_words_in_a_row_are_joined(
    crisis: str, scores: dict[str, PairScore]
) -> None:
    assert scores[crisis].reused.true
    assert scores[crisis].reused.recall >= FLOORS[crisis][2], scores[crisis].errors


@pytest.mark.parametrize("crisis", FLOORS)
def test_nothing_is_merged_that_is_kept_apart(
    crisis: str, scores: dict[str, PairScore], truths: dict[str, PairTruth]
) -> None:
    assert truths[crisis].apart
    assert scores[crisis].merged == ()


def test_no_pair_joins_two_crises(own: Workspace) -> None:
    found = pairs.refresh(Scope(own))

    for each in (*found.duplicates, *found.reuse):
        assert each.doc_id.rsplit("-", 1)[0][:5] == each.of.rsplit("-", 1)[0][:5]


def test_of_the_articles_one_quotation_is_re_used_and_nothing_repeated(
    empty_workspace: Workspace, articles: Path
) -> None:
    documents.clean(empty_workspace, [articles])

    found = pairs.refresh(Scope(empty_workspace))

    assert found.duplicates == ()
    (record,) = found.reuse
    assert (record.doc_id, record.of) == ("articles-002", "articles-001")
    assert (record.kind, record.words, record.span.text) == ("quotation", 13, None)
    assert (record.span.start, record.span.end) == (2737, 2864)
