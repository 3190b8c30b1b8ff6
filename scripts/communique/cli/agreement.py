"""`communique agreement`: how well annotators agree, layer by layer."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
import typer
from msgspec.structs import replace

from communique.cli.options import AsJson, Root, say, workspace
from communique.records import LAYERS
from communique.run import documents
from communique.run.agreement import LEAST, work
from communique.score.agreement import Agreement
from communique.score.disputed import ONE_SIDED, Disputed, disputed
from communique.score.measures import Slip
from communique.score.units import Reliability

Who = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WHO WHO]", help="Annotators' codes; without, all of them."),
]
Chosen = Annotated[
    list[str] | None,
    typer.Option("--layer", metavar="LAYER", help=f"One of {', '.join(LAYERS)}; may be repeated."),
]
Disputes = Annotated[bool, typer.Option("--disputed", help="List the ten most disputed spans.")]
Differences = Annotated[bool, typer.Option("--errors", help="List all differences of every two.")]

WIDTH, SHORT = 22, 9
"""Of the first column; of an annotator's code over a column of numbers."""


def agreement(  # noqa: PLR0913, PLR0917  (options are parameters to typer)
    who: Who = None,
    layer: Chosen = None,
    root: Root = None,
    as_json: AsJson = False,
    most_disputed: Disputes = False,
    errors: Differences = False,
) -> None:
    """Measure how well annotators agree on the documents that they finished.

    For every two of them and each layer: F1 and shares, as `communique score` counts them, with
    each in turn as true; Krippendorff's alpha of types, kinds, modality and polarity of what both
    marked, and where these differ. For more than two also the mean over every two, and alpha of
    all. Intervals: 95 %, over documents. Of passes of one machine it tells how repeatable they
    are, not how people agree.

    Example: communique agreement ida ben --layer events --disputed
    """
    chosen = _chosen(layer or [])
    where = workspace(root)
    documents.refresh(where)
    found = work(where, who or ())
    pairs: list[Agreement] = []
    for name in chosen:
        for each in found.agreements(name):
            _print(each, as_json, errors)
            pairs.append(each)
    if most_disputed:
        _print_disputed(disputed(pairs, found.texts), as_json)
    say(f"agreement: {len(found.who)} annotators, {len(found.shared)} documents")


def _chosen(layers: list[str]) -> list[str]:
    if unknown := [name for name in layers if name not in LAYERS]:
        raise typer.BadParameter(f"no layer {unknown[0]!r}; there are {', '.join(LAYERS)}")
    return [name for name in LAYERS if name in layers or not layers]


def _print(found: Agreement, as_json: bool, errors: bool) -> None:
    if as_json:
        shown = found if errors else replace(found, slips=())
        print(msgspec.json.encode(shown).decode(), flush=True)
        return
    for line in (*_lines(found), *(_slip_lines(found) if errors else ())):
        print(line.rstrip(), flush=True)
    print()


def _lines(found: Agreement) -> Iterator[str]:
    """The figures of a layer and, below them, its values with what is confused."""
    yield f"{found.layer}: {_title(found)}, {found.documents} documents"
    is_pair = any(figure.counts for figure in found.figures.values())
    one, other = found.who[:2] if is_pair else ("", "")
    yield f"{'':<{WIDTH}}{_short(one):>10}{_short(other):>10}{'F1/share':>10}{'95 %':>16}"
    for name, figure in found.figures.items():
        one, other = map(str, figure.counts) if is_pair else ("", "")
        interval = _interval(figure.low, figure.high)
        yield f"{name:<{WIDTH}}{one:>10}{other:>10}{_shown(figure.value):>10}{interval:>16}"
    yield f"{'':<{WIDTH}}{'units':>10}{'same':>10}{'alpha':>10}{'95 %':>16}"
    for name, value in found.values.items():
        interval = _interval(value.low, value.high)
        yield (
            f"{name:<{WIDTH}}{value.units:>10}{_shown(value.same):>10}"
            f"{_shown(value.alpha):>10}{interval:>16}"
        )
    for name, value in found.values.items():
        yield from _confused(name, value)


def _title(found: Agreement) -> str:
    if len(found.who) > LEAST:
        return f"mean over every two of {', '.join(found.who)}"
    return " and ".join(found.who)


def _confused(name: str, value: Reliability) -> Iterator[str]:
    """What the first annotator called the one and the second the other, the most often first."""
    cells = [
        (-number, f"{one} / {other}")
        for one, row in value.confusion.items()
        for other, number in row.items()
        if one != other
    ]
    if cells:
        yield f"  {name}: " + ", ".join(f"{pair} {-number}" for number, pair in sorted(cells))


def _slip_lines(found: Agreement) -> Iterator[str]:
    for slip in found.slips:
        place = f"  {slip.doc_id}[{slip.start}:{slip.end}]"
        parts = [place, _difference(slip, *found.who[:2]), slip.context]
        yield ": ".join(part for part in parts if part)


def _difference(slip: Slip, one: str, other: str) -> str:
    """Who marked it alone, or what the two say."""
    if slip.kind in ONE_SIDED:
        who, what = (one, slip.true) if slip.kind == "missed" else (other, slip.predicted)
        return f"{who} only" + (f": {what}" if what else "")
    if slip.true is None and slip.predicted is None:
        return slip.kind
    return f"{slip.kind}: {one} {slip.true or 'none'}, {other} {slip.predicted or 'none'}"


def _print_disputed(found: list[Disputed], as_json: bool) -> None:
    if not as_json:
        print(f"the {len(found)} most disputed spans" if found else "nothing is disputed")
    for each in found:
        print(msgspec.json.encode({"disputed": each}).decode() if as_json else _disputed(each))


def _disputed(found: Disputed) -> str:
    shown = found.context or found.digest
    line = f"{found.doc_id}[{found.start}:{found.end}]: {_counts(found.differences)}"
    return f"  {line}: {shown}" if shown else f"  {line}"


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items())


def _short(name: str) -> str:
    return name if len(name) <= SHORT else f"{name[: SHORT - 1]}…"


def _shown(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.3f}-{high:.3f}"
