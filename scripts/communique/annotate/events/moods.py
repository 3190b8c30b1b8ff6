"""The words of a language that set modality."""

from dataclasses import dataclass
from functools import cached_property

from communique.languages.coding import Coding, listed


@dataclass(frozen=True)
class Moods:
    """Lists of words as sets, whose words are looked up by lemma and as they stand."""

    coding: Coding

    @cached_property
    def future(self) -> frozenset[str]:
        """Words of plans and promises."""
        return frozenset(listed(self.coding.future))

    @cached_property
    def offered(self) -> frozenset[str]:
        """Words of offers, which may not be taken."""
        return frozenset(listed(self.coding.offered))

    @cached_property
    def ideas(self) -> frozenset[str]:
        """Words of plans and talks, behind which deeds are no more than their subject."""
        return frozenset(listed(self.coding.ideas))

    @cached_property
    def wished(self) -> frozenset[str]:
        """Words of wishes, fears and possibility."""
        return frozenset(listed(self.coding.wished))

    @cached_property
    def prevented(self) -> frozenset[str]:
        """Words of keeping something from happening."""
        return frozenset(listed(self.coding.prevented))

    @cached_property
    def denied(self) -> frozenset[str]:
        """Words that say something did not happen."""
        return frozenset(listed(self.coding.denied))

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Words that open a condition."""
        return frozenset(listed(self.coding.conditions))
