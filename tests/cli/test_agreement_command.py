"""`communique agreement` as a user meets it."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from communique import jsonl, layers
from communique.cli import app
from communique.config import Workspace
from communique.layers import INDIVIDUAL, READINGS
from communique.offsets import Digester
from communique.records import Document, Entity, Reading
from communique.run import documents
from communique.run.agreement import AnnotatorError

SHIPPED = (
    "Keldra shuts the strait\n\n🚢 Foreign Minister Orla Venn said in Trevaunis that nobody would "
    "pass before Sunday.\n"
)
WITHHELD = (
    "Keldra shuts the harbour\n\nHarbour master Ivo Tarn told the pilots of Dramno that all of "
    "them would be paid.\n"
)


def communique(*arguments: str | Path) -> Result:
    """The command in this process, which is quicker than one of its own."""
    return CliRunner().invoke(app, list(map(str, arguments)))


def mention(document: Document, words: str, label: str, who: str) -> Entity:
    text = document.text or ""
    start = text.index(words)
    shown = document.text_available
    return Entity(
        id=f"ent-{start:016}",
        doc_id=document.id,
        agent=who,
        basis="machine",
        status=INDIVIDUAL,
        span=Digester(text).span(start, start + len(words), with_text=shown),
        label=label,
    )


def annotate(where: Workspace, who: str, found: Iterable[Entity]) -> None:
    path = where.annotations / layers.Shelf("entities", INDIVIDUAL, who).path / "a.jsonl"
    layers.write(path, found)


def read(where: Workspace, *who: str) -> None:
    readings = [
        Reading(
            doc_id=each.id,
            status=INDIVIDUAL,
            agent=name,
            basis="machine",
            text_sha256=each.text_sha256,
        )
        for each in documents.documents(where)
        for name in who
    ]
    jsonl.write(where.annotations / READINGS, sorted(readings, key=layers.reading_order))


@pytest.fixture
def crisis(empty_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A shipped document and a withheld one, read by three; two marked names, one nothing."""
    raw = empty_workspace.corpus / "exercise" / "strait" / "raw"
    raw.mkdir(parents=True)
    (raw / "a.txt").write_text(SHIPPED, "utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "b.txt").write_text(WITHHELD, "utf-8")
    documents.clean(empty_workspace, [own])
    hidden, shown = sorted(documents.documents(empty_workspace), key=lambda d: d.text_available)
    place, tarn = (shown, "Trevaunis"), (hidden, "Ivo Tarn")
    venn = (shown, "Orla Venn", "PERSON")
    ida = [mention(*one, "ida") for one in (venn, (*place, "GPE"), (*tarn, "PERSON"))]
    ben = [mention(*one, "ben") for one in (venn, (*place, "LOC"), (hidden, "Dramno", "GPE"))]
    annotate(empty_workspace, "ida", ida)
    annotate(empty_workspace, "ben", ben)
    read(empty_workspace, "ida", "ben", "cy")
    return empty_workspace


def test_two_annotators_are_a_table_a_layer(crisis: Workspace) -> None:
    done = communique("agreement", "ida", "ben", "--root", crisis.root)

    assert done.exit_code == 0, done.stderr
    assert done.stderr == "agreement: 2 annotators, 2 documents\n"
    lines = done.stdout.splitlines()
    assert lines[0] == "entities: ida and ben, 2 documents"
    assert lines[1].split() == ["ida", "ben", "F1/share", "95", "%"]
    assert lines[2].split()[:6] == ["span", "and", "type", "3", "3", "0.333"]
    assert lines[3].split()[:4] == ["span", "3", "3", "0.667"]
    assert lines[6].split()[:3] == ["type", "2", "0.500"]
    assert lines[7] == "  type: GPE / LOC 1"
    assert [line.split(":")[0] for line in lines if " and ben, 2" in line] == [
        "entities",
        "quotes",
        "events",
        "stances",
    ]
    assert "undefined" in done.stdout


def test_all_annotators_are_every_two_and_their_mean(crisis: Workspace) -> None:
    done = communique("agreement", "--layer", "entities", "--root", crisis.root, "--json")

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["who"] for each in found] == [
        ["ben", "cy"],
        ["ben", "ida"],
        ["cy", "ida"],
        ["ben", "cy", "ida"],
    ]
    assert found[0]["figures"]["span"]["value"] == 0
    assert found[3]["figures"]["span"]["value"] == pytest.approx(2 / 9)
    assert found[1]["values"]["type"]["confusion"] == {"LOC": {"GPE": 1}, "PERSON": {"PERSON": 1}}
    assert not any("slips" in each for each in found)


def test_of_a_withheld_text_offsets_and_a_digest_are_printed_and_no_words(
    crisis: Workspace,
) -> None:
    options = ("--disputed", "--errors", "--root", crisis.root)
    done = communique("agreement", "ida", "ben", *options)
    program = communique("agreement", "ida", "ben", "--json", *options)

    assert "type: ida GPE, ben LOC: …" in done.stdout
    assert "[Trevaunis]" in done.stdout
    assert "local-b[41:49]: ida only: PERSON\n" in done.stdout
    _, _, disputed = done.stdout.partition("the 3 most disputed spans\n")
    (tarn,) = (line for line in disputed.splitlines() if "local-b[41:49]" in line)
    assert len(tarn.rpartition(": ")[2]) == 32
    for word in ("Tarn", "Dramno", "pilots"):
        assert word not in done.stdout + program.stdout
    first = json.loads(program.stdout.splitlines()[-3])["disputed"]
    assert first["differences"] == {"entities: by one only": 1}


def test_a_text_that_changed_since_it_was_read_is_not_shown(crisis: Workspace) -> None:
    raw = crisis.corpus / "exercise" / "strait" / "raw" / "a.txt"
    raw.write_text(SHIPPED.replace("Keldra", "The realm of Keldra"), "utf-8")

    done = communique("agreement", "ida", "ben", "--errors", "--root", crisis.root)

    assert done.exit_code == 0, done.stderr
    assert "type: ida GPE, ben LOC\n" in done.stdout


def test_wrong_usage_says_what_to_do(crisis: Workspace) -> None:
    unknown = communique("agreement", "ida", "bob", "--root", crisis.root)
    alone = communique("agreement", "ida", "--root", crisis.root)
    layer = communique("agreement", "--layer", "names", "--root", crisis.root)
    (crisis.annotations / READINGS).unlink()
    nobody = communique("agreement", "--root", crisis.root)

    assert [type(each.exception) for each in (unknown, alone, nobody)] == [AnnotatorError] * 3
    assert "no annotator 'bob'; there is ben, cy, ida" in str(unknown.exception)
    assert "agreement takes two annotators" in str(alone.exception)
    assert "nobody alone finished documents" in str(nobody.exception)
    assert layer.exit_code == 2
    assert "entities, quotes, events, stances" in layer.stderr


def test_wrong_usage_exits_2_with_one_line(empty_workspace: Workspace) -> None:
    command = [sys.executable, "-m", "communique", "agreement", "--root", empty_workspace.root]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("communique: nobody alone finished documents; agreement takes")
