"""What the commands of `score` print: tables of lines, errors below them, or JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from communique.records import Record
from communique.score.clean import Count
from communique.score.measures import Measure, Score, Slip

MEASURES_HEAD = (
    f"{'':<22}{'hits':>8}{'gold':>8}{'pred.':>8}{'P':>8}{'R':>8}{'F1/share':>10}{'95 %':>16}"
)


@dataclass(frozen=True)
class Row:
    """A score of something: the lines that show it in a table, and below them what went wrong."""

    name: str
    score: Record
    lines: Sequence[str]
    errors: Iterable[str] = ()


def show(what: str, head: str, rows: Iterable[Row], *, as_json: bool, errors: bool) -> None:
    """Print a table, each row as soon as it is there; in JSON `what` is the key of its name."""
    for number, row in enumerate(rows):
        if not (as_json or number):
            print(head)
        if as_json:
            print(msgspec.json.encode({what: row.name, "score": row.score}).decode(), flush=True)
            continue
        for line in chain(row.lines, (f"  {each}" for each in row.errors) if errors else ()):
            print(line, flush=True)


def fraction(count: Count) -> str:
    """Hits of those true."""
    return f"{count.hits}/{count.true}"


def measure_lines(score: Score) -> list[str]:
    """A line a measure, under `MEASURES_HEAD`."""
    return [_measure_line(name, measure) for name, measure in score.measures.items()]


def _measure_line(name: str, measure: Measure) -> str:
    counts = f"{name:<22}{measure.hits:>8}{measure.true:>8}"
    if measure.predicted is None or measure.precision is None:
        middle = " " * 24
    else:
        middle = f"{measure.predicted:>8}{measure.precision:>8.3f}{measure.recall:>8.3f}"
    return f"{counts}{middle}{measure.value:>10.3f}{_interval(measure):>16}"


def group_head(first: str, group: str, names: Iterable[str]) -> str:
    """The head over `group_lines`."""
    return f"{first:<18}{group:<16}" + "".join(f"{name:>11}{'':>7}{'95 %':>15}" for name in names)


def group_lines(title: str, score: Score, names: Sequence[str]) -> list[str]:
    """A line for all, and one for each group of the first measure (`covered, original`)."""
    first = f"{names[0]}, "
    groups = [name.removeprefix(first) for name in score.measures if name.startswith(first)]
    return [
        f"{title if not group else '':<18}{group or 'all':<16}"
        + "".join(_cell(score, f"{name}, {group}" if group else name) for name in names)
        for group in ("", *groups)
    ]


def _cell(score: Score, name: str) -> str:
    measure = score.measures.get(name)
    if measure is None or not measure.true:
        return f"{'-':>11}{'':>22}"
    share = f"{measure.hits}/{measure.true}"
    return f"{share:>11}{measure.value:>7.3f}{_interval(measure):>15}"


def _interval(measure: Measure) -> str:
    return f"{measure.low:.3f}-{measure.high:.3f}"


def slip_lines(score: Score) -> list[str]:
    """A line for each thing that went wrong: where, what, and around it what may be shown."""
    return [_slip_line(slip) for slip in score.slips]


def _slip_line(slip: Slip) -> str:
    parts = [f"{slip.doc_id}[{slip.start}:{slip.end}]", slip.kind, _differing(slip), slip.context]
    return ": ".join(part for part in parts if part)


def _differing(slip: Slip) -> str | None:
    if slip.kind in {"missed", "spurious"} or slip.true is None:
        return slip.true or slip.predicted
    return f"{slip.predicted or 'none'}, not {slip.true}"
