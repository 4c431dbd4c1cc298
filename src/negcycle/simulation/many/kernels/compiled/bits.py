"""What Python has no word for: the bits of a number, and numbers of one kind or the other.

Each is a line of machine code, for float64 and float32 alike.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

# Both come without types.
ir: Any = import_module("llvmlite.ir")
types: Any = import_module("numba.types")
_numba: Any = import_module("numba.extending")


def intrinsic(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function say by itself which machine code stands for it."""
    made: Callable[..., Any] = _numba.intrinsic(function)
    return made


_LAID_OUT: Any = {types.float64: ir.IntType(64), types.float32: ir.IntType(32)}
_LAST: Any = {types.float64: 52, types.float32: 23}
"""How many bits stand behind the exponent."""


@intrinsic
def bits_of(typing: Any, number: Any) -> Any:  # noqa: ARG001 (numba calls it so)
    """Return the bits of a float64."""

    def seen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.uint64(number), seen


@intrinsic
def number_of(typing: Any, bits: Any) -> Any:  # noqa: ARG001
    """Return the float64 that has these bits."""

    def seen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(bits), seen


@intrinsic
def fused(typing: Any, one: Any, other: Any, more: Any) -> Any:  # noqa: ARG001
    """Return one * other + more, rounded once where the processor has that.

    Written out, so that no bit of a result hangs on what the compiler makes of the lines around it:
    a loop over lanes and the rest of it, for one couple and for many, round alike.
    """

    def summed(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        kind = arguments[0].type
        takes = ir.FunctionType(kind, [kind] * 3)
        function = builder.module.declare_intrinsic("llvm.fmuladd", [kind], takes)
        return builder.call(function, arguments, fastmath=("nsz", "nnan", "ninf"))

    return one(one, one, one), summed


def _one_of_two(name: str) -> Callable[..., Any]:
    def chosen(typing: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
        def made(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
            kind = arguments[0].type
            takes = ir.FunctionType(kind, [kind] * 2)
            function = builder.module.declare_intrinsic(name, [kind], takes)
            return builder.call(function, arguments, fastmath=("nsz", "nnan", "ninf"))

        return one(one, one), made

    return intrinsic(chosen)


larger, smaller = _one_of_two("llvm.maxnum"), _one_of_two("llvm.minnum")
"""The larger, and the smaller, of two numbers: LLVM knows that their order does not matter."""


@intrinsic
def times_power(typing: Any, number: Any, rounded: Any) -> Any:  # noqa: ARG001
    """Return a number from 0.5 to 2 times a power of two, which stands in the last bits."""

    def scaled(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        whole = _LAID_OUT[number]
        bits, power = (builder.bitcast(one, whole) for one in arguments)
        raised = builder.add(bits, builder.shl(power, ir.Constant(whole, _LAST[number])))
        return builder.bitcast(raised, arguments[0].type)

    return number(number, number), scaled


@intrinsic
def signed_as(typing: Any, size: Any, number: Any) -> Any:  # noqa: ARG001
    """Return a size from 0 up with the sign of a number."""

    def signed(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        whole = _LAID_OUT[size]
        bits, others = (builder.bitcast(one, whole) for one in arguments)
        sign = ir.Constant(whole, 1 << (whole.width - 1))
        return builder.bitcast(builder.or_(bits, builder.and_(others, sign)), arguments[0].type)

    return size(size, size), signed


@intrinsic
def in_wide_vectors(typing: Any) -> Any:  # noqa: ARG001
    """Let the function that calls this use vectors as wide as the processor has them.

    LLVM keeps to half of them by default, since the first processors that had them slowed down.
    And let it know that no two of its arrays overlap, but for those that are called so: it would
    look each time.
    """

    def widen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        # llvmlite knows no attribute by this name, so it is asked as a set.
        set[str].add(builder.function.attributes, '"prefer-vector-width"="512"')
        for argument in builder.function.args:
            if isinstance(argument.type, ir.PointerType) and "overlapping" not in argument.name:
                argument.add_attribute("noalias")
        return context.get_dummy_value()

    return types.void(), widen
