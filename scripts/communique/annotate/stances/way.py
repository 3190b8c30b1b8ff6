"""What attitudes are toward, what is met on the way up from it, and where that way has come to."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.languages.attitudes import FOR, Attitudes, Entry

ATTITUDE, VERDICT, SHIFT, DEED, OPEN = "attitude", "verdict", "shift", "deed", "open"
"""Kinds of entries; `languages/en.stances.toml` says what each is."""
INTENT, SPEAKING, TERM = "intent", "speaking", "term"
"""What is met without one: somebody will do it; a deed that speaks; a condition of something."""


@dataclass(frozen=True)
class Target:
    """What attitudes are toward: the word that the others of `own` hang on.

    Being for it counts as `sign`. `is_actor`: it is somebody. `is_claim`: at issue is whether it is
    so; who says so is for it, even in an accusation.
    """

    head: Token
    sign: int = FOR
    own: frozenset[int] = frozenset()
    is_actor: bool = False
    is_claim: bool = False


@dataclass(frozen=True)
class Attitude:
    """How something is judged: `sign`, and by which word (`by`).

    Who holds it: whoever says the clause (`is_said`), who tells that it is so (`is_reported`), whom
    `by` names (`is_somebody`: a critic), whose state it is (`is_state`: opposed); else who does
    what `by` tells. `path` are the words from what is judged up to `by`.
    """

    by: Token
    sign: int
    path: tuple[Token, ...]
    kind: str = ATTITUDE
    is_said: bool = False
    is_reported: bool = False
    is_somebody: bool = False
    is_state: bool = False

    @property
    def clause(self) -> Token:
        """The word whose clause shows it: of what somebody tells, what is told."""
        return self.path[-2] if self.is_reported and len(self.path) > 1 else self.by


@dataclass
class Way:
    """Where the way up has come to: what stands so far, whether the clause judges by itself."""

    target: Target
    words: Attitudes
    node: Token
    sign: int
    has_deeds: bool = False
    is_judged: bool = False
    path: list[Token] = field(default_factory=list)
    found: list[Attitude] = field(default_factory=list)

    def meet(self, by: Token, kind: str, entry: Entry | None = None) -> None:
        """Keep what has been met."""
        self._keep(by, kind, entry, is_reported=False)

    def hear(self, by: Token, kind: str, entry: Entry) -> None:
        """Keep what somebody tells."""
        self._keep(by, kind, entry, is_reported=True)

    def _keep(self, by: Token, kind: str, entry: Entry | None, *, is_reported: bool) -> None:
        attitude = Attitude(
            by,
            self.sign,
            tuple(self.path),
            kind,
            is_reported=is_reported,
            is_somebody=entry is not None and entry.is_somebody,
            is_state=entry is not None and entry in self.words.adjectives,
        )
        self.found.append(attitude)

    def doubt(self) -> None:
        """What has been met is only wanted, supposed or possible: it counts no more."""
        self.found.clear()
