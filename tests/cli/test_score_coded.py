"""`communique score events` and `score stances` as a user meets them."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from communique import layers
from communique.config import Workspace
from communique.layers import GOLD, SILVER
from communique.offsets import Digester
from communique.records import Argument, Document, Event, Stance
from communique.run import documents

TEXT = "Venn met Tarn. Keldra urged a truce."
ARTICLE = (
    "Keldra shuts the strait\n\n"
    "🚢 Foreign Minister Orla Venn urged Zennava to let ferries pass on Tuesday.\n\n"
    "The envoy said that the boats of Keldra had been seen off the cape at night.\n"
)
SECRET = ARTICLE.replace("strait", "harbour").replace("Venn", "Tarn")


def communique(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def jsonl(path: Path, records: Iterable[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def rows(done: subprocess.CompletedProcess[str]) -> dict[str, list[str]]:
    """The numbers of each line of a table by the name before them."""
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines()[1:] if not line.startswith("a[")]
    return {line[:22].strip(): line[22:].split() for line in lines}


def event(type_: str, start: int, end: int, **fields: object) -> dict[str, object]:
    return {"type": type_, "trigger": {"start": start, "end": end}, "actor": [], **fields}


def test_events_of_whole_texts_are_scored_by_their_triggers(tmp_path: Path) -> None:
    who = {"actor": [{"entity": "Orla Venn", "text": "Venn"}, {"entity": "Tarn", "text": None}]}
    true = [
        event("CONSULT", 5, 8, modality="actual", **who),
        event("RETREAT", 30, 35, modality="hypothetical"),
    ]
    found = [
        event("CONSULT", 5, 13, modality="actual", event_type=["CONSULT"], **who),
        event("AID", 30, 35, modality="future", event_type=["AGREE"]),
        {"type": "AID", "trigger": None},
        event("REQUEST", 22, 27, is_statement=True),
    ]
    gold = jsonl(tmp_path / "gold.jsonl", [{"id": "a", "text": TEXT, "events": true}])
    pred = jsonl(tmp_path / "pred.jsonl", [{"id": "a", "events": found}])

    done = communique("score", "events", gold, pred, "--errors")

    table = rows(done)
    assert table["trigger"][:6] == ["2", "2", "2", "1.000", "1.000", "1.000"]
    assert table["trigger and type"][:6] == ["1", "2", "2", "0.500", "0.500", "0.500"]
    assert table["modality"][:3] == ["1", "2", "0.500"]
    assert table["actor, same name"][:6] == ["2", "2", "2", "1.000", "1.000", "1.000"]
    assert table["predicted a sentence"][:3] == ["2", "2", "1.000"]
    assert table["macro-F1"][2] == "0.500"
    assert table["CONSULT"][:3] == ["1", "1", "1"]
    assert done.stdout.splitlines()[-2:] == [
        "a[30:35]: type: AID, not RETREAT: …Venn met Tarn. Keldra urged a [truce].…",
        "a[30:35]: modality: future, not hypothetical: …Venn met Tarn. Keldra urged a [truce].…",
    ]
    assert done.stderr == "score: 1 texts\n"


def test_events_of_sentences_are_scored_by_the_first_type(tmp_path: Path) -> None:
    gold = [
        {"id": "a", "event_type": ["AID"], "actor": [{"text": "Keldra"}], "recipient": None},
        {"id": "a", "event_type": ["NONE"], "actor": [], "trigger": [{"text": "x"}]},
        {
            "id": "b",
            "event_type": ["CONCEDE", "RETREAT"],
            "event_type_orig": "YIELD",
            "actor": [{"text": "Tarn"}],
            "given": ["actor"],
        },
    ]
    found = [
        {"id": "b", "event_type": "RETREAT"},
        {"id": "a", "event_type": "ASSAULT"},
        {"id": "a", "events": [{"event_type": ["AID"], "actor": [{"text": "the Keldra"}]}]},
    ]

    done = communique(
        *("score", "events", "--json", jsonl(tmp_path / "g.jsonl", gold)),
        jsonl(tmp_path / "p.jsonl", found),
    )

    measures = json.loads(done.stdout)["measures"]
    counts = {name: (each["hits"], each["true"]) for name, each in measures.items()}
    # of the two lines of `a` the last counts, for both of gold's
    assert (counts["first type"], counts["types a sentence"]) == ((2, 3), (3, 3))
    assert (counts["actor"], counts["actor, exact"]) == ((1, 1), (1, 1))
    assert counts["CONCEDE|RETREAT"] == (1, 1)
    assert measures["macro-F1"]["value"] == pytest.approx((2 / 3 + 0 + 1) / 3)


def stance(holder: str, label: str, **fields: object) -> dict[str, object]:
    return {"holder": {"text": holder}, "label": label, **fields}


def test_stances_of_whole_texts_are_scored_by_holder_target_and_label(tmp_path: Path) -> None:
    shown = {"evidence": {"start": 15, "end": 35}}
    true = [
        stance("Keldra", "favor", target_id="truce", **shown),
        stance("Venn", "against", target={"text": "Joss Tarn"}),
    ]
    found = [
        stance("Keldra", "favor", target_id="truce", evidence={"spans": [[22, 27]]}),
        stance("Orla Venn", "favor", target="Tarn"),
    ]
    gold = jsonl(tmp_path / "gold.jsonl", [{"id": "a", "text": TEXT, "stances": true}])
    pred = jsonl(tmp_path / "pred.jsonl", [{"id": "a", "stances": found}])

    done = communique("score", "stances", gold, pred, "--errors")

    table = rows(done)
    assert table["stance"][:6] == ["1", "2", "2", "0.500", "0.500", "0.500"]
    assert table["pair"][:3] == ["2", "2", "2"]
    assert (table["label"][:3], table["evidence"][:3]) == (["1", "2", "0.500"], ["1", "1", "1.000"])
    assert done.stdout.splitlines()[-1] == (
        "a[0:0]: label: Orla Venn, favor Tarn, not Venn, against Joss Tarn"
    )


def test_given_stances_are_scored_by_their_labels(tmp_path: Path) -> None:
    gold = [
        {"id": name, "label": label, "holder": None, "target": {"text": "x"}}
        for name, label in (("a", "favor"), ("b", "against"), ("c", "neutral"))
    ]
    pred = jsonl(
        tmp_path / "p.jsonl", [{"id": "a", "label": "favor"}, {"id": "b", "label": "favor"}]
    )

    table = rows(communique("score", "stances", jsonl(tmp_path / "g.jsonl", gold), pred))

    assert table["label"][:3] == ["2", "3", "0.667"]
    assert table["macro-F1"][2] == "0.556"
    assert table["favor and against"][2] == "0.333"


@pytest.mark.parametrize(
    ("layer", "gold", "message"),
    [
        ("events", [{"id": "a", "text": "x"}], "g.jsonl:1: neither events nor event_type"),
        ("events", [{"id": "a", "event_type": "AID"}, {"id": "b"}], "g.jsonl:2: no event_type"),
        ("events", [{"id": "a", "events": []}] * 2, "g.jsonl:2: 'a' stands twice"),
        ("events", [{"id": "a", "text": "x", "events": [event("AID", 0, 2)]}], "[0:2], in gold"),
        (
            "events",
            [{"id": "a", "events": [{"trigger": {"start": 0, "end": 1}}]}],
            "g.jsonl:1: an event has no type",
        ),
        ("stances", [{"id": "a", "text": "x"}], "g.jsonl:1: neither stances nor label"),
        ("stances", [{"id": "a", "label": "favor"}, {"id": "b"}], "g.jsonl:2: no label"),
        ("stances", [{"id": "a", "stances": [{"holder": "x"}]}], "g.jsonl:1: "),
    ],
)
def test_gold_that_is_not_as_it_should_be_is_named(
    tmp_path: Path, layer: str, gold: list[object], message: str
) -> None:
    file = jsonl(tmp_path / "g.jsonl", gold)

    done = communique("score", layer, file, file)

    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


@pytest.mark.parametrize("layer", ["events", "stances"])
def test_one_file_alone_is_wrong_usage(tmp_path: Path, layer: str) -> None:
    done = communique("score", layer, jsonl(tmp_path / "g.jsonl", []))

    assert done.returncode == 2
    assert "predictions too" in done.stderr


@pytest.fixture
def crisis(empty_workspace: Workspace, tmp_path: Path) -> Workspace:
    """An invented crisis with a dispatch and its truth, and a withheld article beside it."""
    folder = empty_workspace.corpus / "exercise" / "strait"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "secret.txt").write_text(SECRET, "utf-8")
    venn = {"name": "Orla Venn", "kind": "person", "role": "minister", "state": "Keldra"}
    keldra = {"name": "Keldra", "kind": "state", "role": "", "state": None}
    cast = [venn | {"aliases": ["Minister Venn"]}, keldra | {"aliases": ["Trevaunis"]}]
    jsonl(folder / "truth" / "cast.jsonl", cast)
    planted = {"holder": "Orla Venn", "condition": None, "since": "2031-04-08", "name": "a"}
    held = [("ferry_passage", "favor"), ("ferry_passage", "favor"), ("closure", "against")]
    jsonl(
        folder / "truth" / "stances.jsonl",
        (planted | {"target": target, "polarity": side} for target, side in held),
    )
    documents.clean(empty_workspace, [tmp_path / "own"])
    return empty_workspace


def texts(workspace: Workspace) -> list[Document]:
    return list(documents.documents(workspace))


def said(document: Document, holder: str, target: str, status: str, kind: str = "issue") -> Stance:
    text = document.text or ""
    start = text.index("let ferries pass")
    return Stance(
        id=f"sta-{sum(map(ord, holder + target)):016}",
        doc_id=document.id,
        agent="test",
        basis="machine",
        status=status,
        holder=holder,
        target=target,
        target_kind=kind,
        polarity="favor",
        evidence=Digester(text).span(start, start + 16, with_text=document.text_available),
    )


def told(document: Document, words: str, type_: str, status: str) -> Event:
    text = document.text or ""
    start = text.index(words)
    digester = Digester(text)
    return Event(
        id=f"evt-{start:016}",
        doc_id=document.id,
        agent="test",
        basis="machine",
        status=status,
        type=type_,
        modality="actual",
        trigger=digester.span(start, start + len(words), with_text=document.text_available),
        actor=(Argument("Keldra", span=digester.span(0, 6, with_text=True)),),
    )


def test_planted_stances_stand_by_crisis_and_polarity(crisis: Workspace) -> None:
    (document,) = (each for each in texts(crisis) if each.story == "strait")
    shard = crisis.build / "annotations" / "stances" / "silver" / "a.jsonl"
    silver = [
        said(document, "Keldra", "ferry_passage", SILVER),
        said(document, "Venn", "talks", SILVER),
        said(document, "Venn", "Zennava", SILVER, "entity"),
    ]
    layers.write(shard, silver)

    done = communique("score", "stances", "--root", crisis.root, "--errors")

    assert done.returncode == 0, done.stderr
    head, whole, favor, against, _, *slips = done.stdout.splitlines()
    assert head.split()[2::3] == ["recall", "precision", "recall+", "precision+"]
    assert [whole.split()[at] for at in (2, 5, 8, 11)] == ["0/2", "0/2", "1/2", "1/2"]
    assert [against.split()[at] for at in (1, 4)] == ["0/1", "-"]
    assert [favor.split()[at] for at in (1, 4, 7, 10)] == ["0/1", "0/2", "1/1", "1/2"]
    assert "missed: Orla Venn, against closure" in slips[0]
    assert "spurious: Venn, favor talks: …" in slips[1]
    assert "planted truth, and gold of 0 collections" in done.stderr


def test_without_silver_stances_the_command_to_run_is_named(crisis: Workspace) -> None:
    done = communique("score", "stances", "--root", crisis.root)

    assert (done.returncode, done.stdout) == (2, "")
    assert "communique annotate" in done.stderr


def test_gold_events_and_stances_stand_by_collection_and_withheld_text_is_not_shown(
    crisis: Workspace,
) -> None:
    for status in (GOLD, SILVER):
        is_gold = status == GOLD
        layers.write(
            crisis.annotations / "events" / status / "a.jsonl",
            [
                told(each, "urged", "REQUEST" if is_gold else "ACCUSE", status)
                for each in texts(crisis)
            ],
        )
        layers.write(
            crisis.annotations / "stances" / status / "a.jsonl",
            [
                said(each, "Orla", "talks" if is_gold else "closure", status)
                for each in texts(crisis)
            ],
        )
    layers.write(crisis.build / "annotations" / "stances" / "silver" / "a.jsonl", [])

    for layer, kind in (("events", "type"), ("stances", "missed")):
        done = communique("score", layer, "--root", crisis.root, "--errors")

        assert done.returncode == 0, done.stderr
        shipped, _, withheld = done.stdout.partition("local: gold against silver, 1 documents")
        assert "exercise: gold against silver, 1 documents" in shipped
        assert f": {kind}" in withheld
        assert "gold of 2 collections" in done.stderr
        assert "ferries" in shipped
        assert not any(word in withheld for word in ("ferries", "Orla", "Zennava"))
