"""Results of pure functions remembered by the identity of what they were made from.

A batch composes thousands of documents of one campaign, which share most of its items as the same objects: what was
made of an item need not be made again. Equality would do as well, but to compare deep values costs what it saves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST = 1024  # results that one function remembers


def remembered(identical: int, most: int = MOST) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function that remembers its last results. Its first `identical` arguments are known again as the same objects,
    which must never change, the others by their value; results must never be changed either.
    """

    def around(function: Callable[P, R]) -> Callable[P, R]:
        # The arguments are kept beside the result, so that no other object gets their identity meanwhile.
        known: OrderedDict[tuple[Any, ...], tuple[tuple[Any, ...], R]] = OrderedDict()

        @wraps(function)
        def remembering(*arguments: P.args, **named: P.kwargs) -> R:
            key = (*map(id, arguments[:identical]), *arguments[identical:])
            found = known.get(key)
            if found is None:
                found = arguments, function(*arguments, **named)
                known[key] = found
                if len(known) > most:
                    known.popitem(last=False)
            else:
                known.move_to_end(key)
            return found[1]

        return remembering

    return around
