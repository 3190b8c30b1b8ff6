"""What the finder of stances gives."""

from communique.records import Range, Record

FAVOR, AGAINST, NEUTRAL = "favor", "against", "neutral"
ISSUE, ENTITY = "issue", "entity"


class Found(Record, frozen=True, kw_only=True):
    """A stance: who is for or against what, and the clause that shows it, in code points.

    `target` is an issue code or a canonical name (`target_kind`). `quote` and `event` are the
    numbers, in `doc._.quotes` and `doc._.events`, of what it rests on.
    """

    holder: str
    target: str
    target_kind: str
    polarity: str
    evidence: Range
    conditional: bool = False
    condition: Range | None = None
    inferred: bool = False
    unsure: bool = False
    quote: int | None = None
    event: int | None = None
