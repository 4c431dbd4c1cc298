"""A run or many couples as an `xarray.Dataset`, for those who go on working with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negcycle.model.trajectory import Trajectory

if TYPE_CHECKING:
    from xarray import Dataset

    from negcycle.model.ensemble import Ensemble


def to_dataset(of: Trajectory | Ensemble) -> Dataset:
    """Return a run or many couples as an `xarray.Dataset`, with named dimensions, words and units.

    A run has the dimension ``turn``. A whole grid of couples has a dimension for each axis, and
    ``run`` for the couples at one point; other couples have the dimension ``couple``. States of
    many couples that were recorded have the dimension ``time``, too. The attributes say how it was
    made.

    Raises:
        ConversionError: if two columns have one name, or one that netCDF cannot hold.
        MissingExtra: if xarray or netCDF4 is not installed.
    """
    if isinstance(of, Trajectory):
        from negcycle.files import trajectory_netcdf

        return trajectory_netcdf.to_dataset(of)
    from negcycle.files import ensemble_netcdf

    return ensemble_netcdf.to_dataset(of)
