"""The expression in a slot: read by Jinja's parser, evaluated here node by node, every result bounded.

Only what is written below exists: no calls, no statements, no Python attributes.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from docgen.nearest import did_you_mean
from docgen.notation import chinese, counted

if TYPE_CHECKING:
    from jinja2 import nodes

MAX_EXPRESSION = 300
MAX_TEXT = 100_000
MAX_NUMBER = 10**12
TOO_LONG = "{{ }} 展开后的文字太长"
TOO_LONG_HINT = "请检查是不是反复引用了同一段文字"
ONLY_KEYS = "{{ }} 里请只写活动里的键名，如 {{ 发文机关.名称 }}"


class SlotError(Exception):
    """What is wrong with a slot. `missing` names what has no value yet; "" for a mistake."""

    def __init__(self, message: str, hint: str = "", missing: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.missing = message, hint, missing


class Scope(Protocol):
    """What names mean. Each may raise SlotError."""

    def name(self, name: str) -> object: ...

    def attribute(self, base: object, name: str) -> object: ...

    def item(self, base: object, index: int) -> object: ...

    def count(self, base: object) -> int: ...

    def plain(self, value: object) -> Any:
        """A value as text, number, truth value or tuple of such."""


def evaluate(source: str, scope: Scope) -> Any:
    """The plain value of an expression. Raises SlotError."""
    return _Evaluation(scope).plain(parse(source))


def text(value: object) -> str:
    """A plain value as it is printed."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(_bounded("、".join(map(text, value)) if isinstance(value, tuple) else str(value)))


@lru_cache(maxsize=1024)
def parse(source: str) -> nodes.Expr:
    """Raises SlotError for what is no expression."""
    from jinja2 import Environment, TemplateError
    from jinja2.parser import Parser

    if len(source) > MAX_EXPRESSION:
        raise SlotError(f"{{{{ }}}} 里的内容太长（超过 {MAX_EXPRESSION} 字）", ONLY_KEYS)
    if not source.strip():
        raise SlotError("{{ }} 里是空的", ONLY_KEYS)
    try:
        parser = Parser(Environment(), source, state="variable")
        expression = parser.parse_expression()
        whole = parser.stream.eos
    except (TemplateError, RecursionError):
        whole = False
    if not whole:
        raise SlotError(f"看不懂 {{{{ {_short(source.strip())} }}}}", ONLY_KEYS)
    return expression


def _short(words: str) -> str:
    return words if len(words) <= 30 else words[:30] + "……"


def _bounded(result: Any) -> Any:
    if isinstance(result, str) and len(result) > MAX_TEXT:
        raise SlotError(TOO_LONG, TOO_LONG_HINT)
    if isinstance(result, int | float) and abs(result) > MAX_NUMBER:
        raise SlotError("{{ }} 算出的数太大", "请检查算式")
    return result


def _power(base: float, exponent: float) -> Any:
    if abs(base) > 10**6 or abs(exponent) > 12:
        raise SlotError("{{ }} 算出的数太大", "请检查算式")
    return base**exponent


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
    "Pow": _power,
}
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
}


def _join(value: Any, separator: Any = "、") -> str:
    return text(separator).join(map(text, value)) if isinstance(value, tuple) else text(value)


def _number(write: Callable[[int], str]) -> Callable[[Any], str]:
    def words(value: Any) -> str:
        try:
            return write(int(value))
        except (TypeError, ValueError):
            raise SlotError("只有 0 到 9999 的整数才能写成汉字", ONLY_KEYS) from None

    return words


_FILTERS: dict[str, Callable[..., Any]] = {
    "join": _join,
    "chinese": _number(chinese),
    "counted": _number(counted),
}
_PLACE_FILTERS = ("length", "first", "last", "default")
_FILTER_NAMES = {"个数": "length", "count": "length", "连接": "join", "首项": "first", "末项": "last"} | {
    "汉字": "chinese",
    "量数": "counted",
    "缺省": "default",
    "d": "default",
}


@dataclass(frozen=True, slots=True)
class _Evaluation:
    scope: Scope

    def plain(self, node: Any) -> Any:
        return _bounded(self.scope.plain(self.value(node)))

    def value(self, node: Any) -> Any:
        """The value of a node, a place in the campaign while only names have been followed."""
        kind = type(node).__name__
        if kind in _ARITHMETIC:
            return self._arithmetic(_ARITHMETIC[kind], self.plain(node.left), self.plain(node.right))
        rule = getattr(self, f"_{kind.lower()}", None)
        if rule is None:
            raise SlotError("{{ }} 里不能调用函数" if kind == "Call" else "{{ }} 里不支持这种写法", ONLY_KEYS)
        return rule(node)

    def _name(self, node: nodes.Name) -> Any:
        return self.scope.name(node.name)

    def _const(self, node: nodes.Const) -> Any:
        return _bounded("" if node.value is None else node.value)

    def _getattr(self, node: nodes.Getattr) -> Any:
        return self.scope.attribute(self.value(node.node), node.attr)

    def _getitem(self, node: nodes.Getitem) -> Any:
        base, index = self.value(node.node), self.plain(node.arg)
        if isinstance(index, bool) or not isinstance(index, int | str):
            raise SlotError("方括号里只能写第几个（从 0 数起）或键名", ONLY_KEYS)
        return self.scope.item(base, index) if isinstance(index, int) else self.scope.attribute(base, index)

    def _filter(self, node: nodes.Filter) -> Any:
        name = _FILTER_NAMES.get(node.name, node.name)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1 or node.node is None:
            raise SlotError("{{ }} 里不支持这种写法", ONLY_KEYS)
        if name == "default":
            return self._default(node)
        if name not in (*_FILTERS, *_PLACE_FILTERS):
            hint = did_you_mean(node.name, [*_FILTERS, *_PLACE_FILTERS, *_FILTER_NAMES])
            raise SlotError(f"没有“{node.name}”这个过滤器", hint)
        if node.args and name != "join":
            raise SlotError(f"过滤器“{node.name}”后面不带括号", ONLY_KEYS)
        if name in _FILTERS:
            return _FILTERS[name](self.plain(node.node), *map(self.plain, node.args))
        place = self.value(node.node)
        return self.scope.count(place) if name == "length" else self.scope.item(place, 0 if name == "first" else -1)

    def _default(self, node: nodes.Filter) -> Any:
        try:
            return self.plain(node.node)
        except SlotError as error:
            if not error.missing:
                raise
            return self.plain(node.args[0]) if node.args else ""

    def _concat(self, node: nodes.Concat) -> str:
        return str(_bounded("".join(text(self.plain(part)) for part in node.nodes)))

    def _arithmetic(self, operate: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        if not all(isinstance(side, int | float) for side in (left, right)):
            raise SlotError("只有数才能计算", "连接文字请用 ~")
        try:
            result = operate(left, right)
        except (ArithmeticError, ValueError):
            result = None
        if not isinstance(result, int | float):
            raise SlotError("这个算式算不出来", "请检查算式")
        return _bounded(result)

    def _neg(self, node: nodes.Neg) -> Any:
        return self._arithmetic(operator.sub, 0, self.plain(node.node))

    def _compare(self, node: nodes.Compare) -> bool:
        left = self.plain(node.expr)
        for operand in node.ops:
            right = self.plain(operand.expr)
            if operand.op not in _COMPARISONS:
                raise SlotError("{{ }} 里不支持这种写法", ONLY_KEYS)
            try:
                if not _COMPARISONS[operand.op](left, right):
                    return False
            except TypeError:
                raise SlotError("文字和数不能比大小", "请检查算式") from None
            left = right
        return True

    def _condexpr(self, node: nodes.CondExpr) -> Any:
        if self._truth(node.test):
            return self.value(node.expr1)
        return self.value(node.expr2) if node.expr2 is not None else ""

    def _and(self, node: nodes.And) -> bool:
        return self._truth(node.left) and self._truth(node.right)

    def _or(self, node: nodes.Or) -> bool:
        return self._truth(node.left) or self._truth(node.right)

    def _not(self, node: nodes.Not) -> bool:
        return not self._truth(node.node)

    def _truth(self, node: Any) -> bool:
        """Whether there is a value at all; a missing one is false, a mistake is a mistake."""
        try:
            return bool(self.plain(node))
        except SlotError as error:
            if error.missing:
                return False
            raise
