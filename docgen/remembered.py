"""Results of pure functions remembered by the identity of what they were made from.

A batch composes thousands of documents of one campaign, which share most of its items as the same objects: what was
made of an item need not be made again. Equality would do as well, but to compare deep values costs what it saves.
Neither what a result was made from nor the result itself may ever be changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

F = TypeVar("F")
P = ParamSpec("P")
R = TypeVar("R")
FEW = 16  # results of one function for one object: a style or two a genre, the terms of a section


def while_it_lives(function: Callable[Concatenate[F, P], R]) -> Callable[Concatenate[F, P], R]:
    """A function whose results are remembered as long as its first argument lives: an item that one unit alone has is
    forgotten with the unit. The other arguments are known again as equal. No result may hold the first argument, which
    would then live for ever.
    """

    @wraps(function)
    def remembering(first: F, /, *others: P.args, **named: P.kwargs) -> R:
        assert not named  # what is given by name is no part of the key
        try:
            known: R = _of[id(first)].results[function][others]
            return known
        except KeyError:
            result = function(first, *others, **named)
        results = _remembered_of(first).setdefault(function, {})
        if len(results) == FEW:
            results.clear()
        results[others] = result
        return result

    return remembering


class _Alive(ref[Any]):
    """What lives, with what was made of it: by function, then by the other arguments."""

    __slots__ = ("number", "results")
    number: int
    results: dict[Any, dict[Any, Any]]


_of: dict[int, _Alive] = {}  # by identity


def _remembered_of(first: Any) -> dict[Any, dict[Any, Any]]:
    number = id(first)
    if number not in _of:
        _of[number] = alive = _Alive(first, _forget)
        alive.number, alive.results = number, {}
    return _of[number].results


def _forget(dead: _Alive) -> None:
    del _of[dead.number]


def remembered(identical: int, most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function that remembers its last results, `most` of them, for what cannot be watched while it lives (a tuple).
    Its first `identical` arguments are known again as the same objects, the others by their value.
    """

    def around(function: Callable[P, R]) -> Callable[P, R]:
        # The arguments are kept beside the result, so that no other object gets their identity meanwhile.
        known: OrderedDict[tuple[Any, ...], tuple[tuple[Any, ...], R]] = OrderedDict()

        @wraps(function)
        def remembering(*arguments: P.args, **named: P.kwargs) -> R:
            assert not named  # what is given by name is no part of the key
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
