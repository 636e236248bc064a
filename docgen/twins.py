"""Which of very many texts come twice, at some nine bytes each: their hashes are kept, not they."""

from __future__ import annotations

from array import array
from itertools import pairwise

_BUCKETS = 256
_MASK = 2**64 - 1


class Twins:
    """Texts seen so far. Two that differ may have one hash, so whoever asks looks again at those of `hashes()`."""

    def __init__(self) -> None:
        self._buckets = tuple(array("Q") for _ in range(_BUCKETS))

    @staticmethod
    def hash_of(text: str) -> int:
        """64 bits, the same within one process."""
        return hash(text) & _MASK

    def see(self, text: str) -> None:
        found = self.hash_of(text)
        self._buckets[found % _BUCKETS].append(found)

    def hashes(self) -> frozenset[int]:
        """The hashes that came more than once. Sorted bucket by bucket: all at once would take five times the room."""
        return frozenset(one for bucket in self._buckets for one, other in pairwise(sorted(bucket)) if one == other)
