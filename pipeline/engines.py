"""Chooses the engine of a run."""

from __future__ import annotations

from gongbiao.pipeline.engine import Engine, LocalEngine
from gongbiao.pipeline.errors import MissingExtraError
from gongbiao.pipeline.settings import Settings


def engine_for(scheduler: str | None, settings: Settings) -> Engine:
    """Return the engine of this machine, or with a Dask scheduler's address, or ``local``, that of a cluster.

    Raises MissingExtraError where Dask is not installed.
    """
    if scheduler is None:
        return LocalEngine(settings)
    try:
        from gongbiao.pipeline.cluster import ClusterEngine  # loads Dask
    except ImportError as error:
        raise MissingExtraError("a cluster needs a library: pip install 'gongbiao[cluster]'") from error
    return ClusterEngine(settings, scheduler)
