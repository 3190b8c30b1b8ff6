from pathlib import Path

import pytest

from communique.train.about import attribution
from communique.train.sources import TreebankError, demand, sources


def test_a_whole_folder_is_accepted(treebanks: Path) -> None:
    demand(treebanks)


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_a_file_that_is_absent_is_named_with_where_to_get_it(
    source: object, treebanks: Path, tmp_path: Path
) -> None:
    wanted = [each for each in sources() if each == source]

    with pytest.raises(TreebankError) as error:
        demand(tmp_path, wanted)

    demand(treebanks, wanted)
    assert wanted[0].files[0] in str(error.value)
    assert wanted[0].url in str(error.value)


def test_a_folder_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(TreebankError, match="nowhere: no such folder"):
        demand(tmp_path / "nowhere")


def test_the_attribution_names_every_source_with_licence_and_paper() -> None:
    page = attribution()

    for source in sources():
        assert source.name in page
        assert source.licence in page
        assert source.paper in page
        assert len(source.commit) == 40
