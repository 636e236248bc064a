"""What is remembered: by which arguments it is known again, and when it is forgotten."""

from __future__ import annotations

import gc
from weakref import ref

from docgen.remembered import FEW, remembered, while_it_lives


class Thing:
    """Equal to every other, so that only identity can tell them apart."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing)

    __hash__ = object.__hash__


def test_what_lives_is_known_by_identity_and_the_rest_by_value() -> None:
    calls: list[tuple[str, int]] = []

    @while_it_lives
    def first(thing: Thing, name: str) -> str:
        calls.append((name, id(thing)))
        return f"first {name}"

    @while_it_lives
    def second(thing: Thing, name: str) -> str:
        calls.append((name, id(thing)))
        return f"second {name}"

    one, other = Thing(), Thing()
    for thing in (one, one, other):
        assert (first(thing, "a"), second(thing, "a"), first(thing, "b")) == ("first a", "second a", "first b")
    assert len(calls) == 6


def test_what_was_made_of_an_object_goes_with_it() -> None:
    @while_it_lives
    def made(thing: Thing) -> Thing:
        return Thing()

    thing = Thing()
    result = ref(made(thing))
    gc.collect()
    assert result() is made(thing)
    del thing
    gc.collect()
    assert result() is None


def test_of_one_object_no_more_than_a_few_results_are_kept() -> None:
    calls: list[int] = []

    @while_it_lives
    def made(thing: Thing, n: int) -> int:
        calls.append(n)
        return n

    thing = Thing()
    assert [made(thing, n) for n in (*range(FEW + 1), 0, FEW)] == [*range(FEW + 1), 0, FEW]
    assert calls == [*range(FEW + 1), 0]


def test_an_error_is_raised_again() -> None:
    @while_it_lives
    def failing(thing: Thing) -> str:
        raise KeyError("a fault of its own")

    thing = Thing()
    for _ in range(2):
        try:
            failing(thing)
        except KeyError as error:
            assert error.args == ("a fault of its own",)
        else:
            raise AssertionError


def test_last_results_are_known_by_identity_and_value() -> None:
    calls: list[str] = []

    @remembered(1, most=2)
    def made(thing: Thing, name: str) -> str:
        calls.append(name)
        return name

    one, other = Thing(), Thing()
    assert [made(one, "a"), made(one, "a"), made(other, "a"), made(one, "a")] == ["a"] * 4
    assert calls == ["a", "a"]
    made(one, "b")
    made(other, "a")
    assert calls == ["a", "a", "b", "a"], "the one that was not asked for longest was given up"
