"""What the finder of quotations gives."""

from communique.records import Range, Record

DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"


class Found(Record, frozen=True, kw_only=True):
    """A quotation: offsets are code points of the text, those of `tokens` count tokens.

    Quotations of one `act` are pieces of one utterance. `cue` and `speaker` are None where it goes
    on in another paragraph; `tokens` is then still where its speaker stands. `speaker_name` is the
    fullest name known for the speaker; None for a description or pronoun that cannot be resolved
    safely, and where nobody is named.
    """

    kind: str
    content: Range
    cue: Range | None = None
    speaker: Range | None = None
    tokens: Range | None = None
    speaker_name: str | None = None
    act: int = 0
