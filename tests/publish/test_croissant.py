"""`croissant.json` is valid without a warning, and every record set can be read with it."""

import json

import invented
import mlcroissant
import pytest

from communique.offsets import sha256
from communique.publish.release import release
from communique.run.publish import written

# Its own use of rdflib and pandas; nothing that these tests could mend.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return release(invented.corpus(), full=False)


@pytest.fixture(scope="module")
def dataset(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> mlcroissant.Dataset:
    folder = tmp_path_factory.mktemp("dist") / "communique"
    written(folder, files)
    return mlcroissant.Dataset(folder / "croissant.json")


@pytest.fixture(scope="module")
def records(dataset: mlcroissant.Dataset) -> dict[str, list[dict[str, object]]]:
    """The records of every record set; mlcroissant gives each only once."""
    return {each.id: list(dataset.records(each.id)) for each in dataset.metadata.record_sets}


def test_it_is_valid_without_a_warning(dataset: mlcroissant.Dataset) -> None:
    issues = dataset.metadata.ctx.issues

    assert (set(issues.errors), set(issues.warnings)) == (set(), set())


def test_every_record_of_every_record_set_can_be_read(
    records: dict[str, list[dict[str, object]]],
) -> None:
    counts = {name: len(found) for name, found in records.items()}

    layers = dict.fromkeys(("entities", "quotes", "events", "stances"), 3)
    rest = {"duplicates": 1, "reuse": 1, "registry": 1}
    assert counts == {"splits": 3, "documents": 2, "withheld": 1, **layers, **rest}


def test_records_say_their_split_text_and_nested_values(
    records: dict[str, list[dict[str, object]]],
) -> None:
    first = records["documents"][0]

    assert first["documents/split"] == b"train"
    assert first["documents/text"] == invented.RIVER.encode()
    assert first["documents/blocks"] == [
        {
            "documents/blocks/start": 0,
            "documents/blocks/end": 19,
            "documents/blocks/kind": b"title",
        }
    ]


def test_the_digests_it_states_are_those_of_the_files(files: dict[str, bytes]) -> None:
    stated = {
        each["@id"]: each["sha256"]
        for each in json.loads(files["croissant.json"])["distribution"]
        if "sha256" in each
    }

    found = {path: sha256(content) for path, content in files.items() if path.startswith("data/")}
    assert stated == found


def test_it_names_every_licence_of_the_release(files: dict[str, bytes]) -> None:
    licences = json.loads(files["croissant.json"])["license"]

    assert licences == ["CC-BY-4.0", "LicenseRef-publisher"]
