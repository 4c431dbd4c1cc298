"""What all our netCDF files keep to: names it can hold, words for each variable, equal bytes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from negcycle.errors import ConversionError, FileUnreadable, MissingExtra
from negcycle.files.printable import shown_path
from negcycle.files.streaming import refuse_no_file, written_by
from negcycle.model.faults import shown
from negcycle.words import say

if TYPE_CHECKING:
    from xarray import Dataset

_Read = TypeVar("_Read")

_NAME = re.compile(r"[^\W][^/\x00-\x1f\x7f]*(?<! )")
"""What netCDF takes for the name of a variable. It composes accents, so that others are lost."""

_RESERVED = "_nc4_non_coord_"

_LONGEST = 255
"""Bytes of a name that are read back."""

_OF_A_PARTNER = frozenset(
    {
        "primary",
        "secondary",
        "perception",
        "behavior",
        "openness",
        "resentment",
        "unmet_need",
        "felt_security",
    }
)
_OF_THE_COUPLE = frozenset({"cycle_strength", "meeting", "gain"})


def need_netcdf() -> None:
    """Refuse to go on without the libraries.

    Raises:
        MissingExtra: if xarray or netCDF4 is not installed.
    """
    if find_spec("xarray") is None or find_spec("netCDF4") is None:
        raise MissingExtra(say("run.missing-extra"))


def refuse_name(name: str) -> None:
    """Refuse a name that no variable can have.

    Raises:
        ConversionError: if netCDF cannot hold it.
    """
    is_plain = _NAME.fullmatch(name) and unicodedata.is_normalized("NFC", name)
    if not is_plain or name.startswith(_RESERVED) or len(name.encode()) > _LONGEST:
        raise ConversionError(say("run.netcdf-name", name=shown(name)))


def label_of(name: str, people: Mapping[str, str]) -> str:
    """Return what a state or a measure is, in words where we know them."""
    if name in _OF_THE_COUPLE:
        return say(f"run.name.{name}")
    key, _, rest = name.partition(".")
    slot, _, number = rest.partition(".")
    if key not in people or slot not in _OF_A_PARTNER:
        return name
    label = say(f"run.name.{slot}", name=people[key])
    return say("run.name.numbered", label=label, number=number) if number else label


def as_attributes(layout: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known as attributes: a tuple of sentences as lines, other structure as JSON.

    What is not known is left out: netCDF has no null. A whole number too large for it is text.
    """
    return {
        "schema": layout,
        **{name: _attribute(value) for name, value in known.items() if value is not None},
    }


def _attribute(value: Any) -> Any:
    if isinstance(value, tuple):
        sentences = cast("tuple[str, ...]", value)
        return "\n".join(" ".join(sentence.splitlines()) for sentence in sentences)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) >= 2**63:
        return str(value)
    return value


def bytes_of(dataset: Dataset) -> Iterator[bytes]:
    """Yield the bytes of a netCDF file, part by part; the same dataset gives the same bytes.

    Whole numbers in the attributes take 32 bits, or are texts: R knows no longer ones, and would
    read another seed.
    """
    attributes = {name: _in_32_bits(value) for name, value in dataset.attrs.items()}
    no_filling: dict[Any, dict[str, Any]] = {
        name: {"_FillValue": None} for name in dataset.variables
    }

    def write(file: Path) -> None:
        dataset.assign_attrs(attributes).to_netcdf(  # pyright: ignore[reportUnknownMemberType]
            file, engine="netcdf4", format="NETCDF4", encoding=no_filling
        )

    return written_by(write)


def _in_32_bits(value: Any) -> Any:
    """Return a whole number with at most 32 bits, or as a text; anything else as it is."""
    if not isinstance(value, int):
        return value
    import numpy as np

    for kind in (np.int32, np.uint32):
        if np.iinfo(kind).min <= value <= np.iinfo(kind).max:
            return kind(value)
    return str(value)


def read_netcdf(
    path: str | Path,
    take: Callable[[Dataset], _Read],
    *,
    refuse_size: Callable[[int, str | Path], None],
    otherwise: str,
) -> _Read:
    """Return what `take` makes of a netCDF file.

    Args:
        path: where it is.
        take: makes a value of the dataset; ValueError, KeyError and TypeError say that it is none.
        refuse_size: raises for too many bytes, in the file or in memory.
        otherwise: the key of the sentence for a dataset that holds something else.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read, is too large, or holds no such value.
        MissingExtra: if xarray or netCDF4 is not installed.
    """
    need_netcdf()
    refuse_no_file(path)  # netCDF4 would take an address on the web for a name
    refuse_size(Path(path).stat().st_size, path)
    import xarray

    try:
        with xarray.open_dataset(  # pyright: ignore[reportUnknownMemberType]
            path, engine="netcdf4", decode_times=False
        ) as opened:
            refuse_size(opened.nbytes, path)  # a small file may hold a great many zeros
            return take(opened)
    except FileUnreadable:
        raise
    except (OSError, RuntimeError):
        key = "run.not-netcdf"
    except (ValueError, KeyError, TypeError, AttributeError):
        key = otherwise
    raise FileUnreadable(say(key, file=shown_path(path)), str(path))
