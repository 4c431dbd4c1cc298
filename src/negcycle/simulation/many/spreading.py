"""How the couples of an ensemble are spread: batch after batch, over whoever computes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass
from pickle import PicklingError
from typing import Any, Generic, Protocol, TypeVar, cast

from negcycle import __version__
from negcycle.errors import SimulationError
from negcycle.simulation.many.batches import Batches
from negcycle.simulation.many.workers import Here, is_of_dask, number_of_workers, workers
from negcycle.words import say

P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)

TICK = 0.2
"""Seconds until the caller looks up: on Windows, nothing else lets Ctrl-C through."""

PATIENCE = 10.0
"""Seconds after Ctrl-C for the batches that run; those that wait are called back."""

COUNTED_AGAIN = 5.0
"""Seconds until workers are counted again: on a cluster they come and go."""

SHOWN = 5
"""How many stretches of missing couples a sentence names."""


class Job(Protocol[P_co]):
    """What is to be done for each couple, in pieces of any size."""

    def piece(self, first: int, last: int) -> Callable[[], P_co]:
        """Return what computes the couples number `first` to `last` - 1.

        It carries what these couples need and no more, and pickle can take it to another process.
        """
        ...


@dataclass(frozen=True, slots=True)
class Spread(Generic[P]):
    """What was computed, in the order of the couples, and what was not."""

    parts: tuple[tuple[range, P], ...]
    """The numbers of some couples, rising, and what came out for them."""
    missing: tuple[range, ...] = ()
    """The numbers of the couples that were not computed."""
    interrupted: bool = False
    """Whether somebody pressed Ctrl-C."""
    lost: str = ""
    """Why workers were lost, in the words of the executor; empty if none were."""
    seconds: float = 0.0
    """How long the pieces took, added up, measured where they ran."""

    @property
    def note(self) -> str:
        """A sentence on what is missing; empty if nothing is."""
        if not self.missing:
            return ""
        missing = _told(self.missing)
        if self.lost:
            return say("spread.lost", reason=self.lost, missing=missing)
        return say("spread.interrupted", missing=missing)


def spread(
    job: Job[P],
    first: int,
    last: int,
    *,
    executor: Executor | None = None,
    threads: int | None = None,
    block: int = 1,
    progress: Callable[[int, int], None] | None = None,
    keep: Callable[[range, P], P] | None = None,
) -> Spread[P]:
    """Compute the couples number `first` to `last` - 1, and return the parts in their order.

    The couples go out in batches that take about 0.15 seconds, as measured where they run; toward
    the end in smaller ones of at least 0.05 seconds, and for very many workers in larger ones, as
    no more than a hundred a second can be taken in. At most three batches for each worker are under
    way. What comes out never depends on the batches.

    On Ctrl-C, batches that wait are called back, those that run are awaited, and what is finished
    is returned; a second Ctrl-C is raised. What is finished is returned, too, when the executor
    loses its workers. What the job itself raises is raised as it is.

    Args:
        job: Gives a piece of work for any stretch of couples.
        first: The number of the first couple.
        last: The number after the last couple.
        executor: Any `concurrent.futures.Executor`, such as a process pool or that of a Dask client
            (``client.get_executor()``). Its workers are counted by what it says about itself; an
            executor that says nothing is taken to have four. None for threads of our own.
        threads: How many threads of our own; 1 is the thread of the caller, None is as many as
            there are processors that this process may use. They gain where pieces let other
            threads run, as compiled kernels do.
        block: How many couples a piece computes at once; batches hold a multiple of it.
        progress: Called in the thread of the caller with the number of couples that are done and
            of all: at the beginning, and whenever a batch has come back.
        keep: Called in the thread of the caller with each part and the numbers of its couples, as
            soon as it has come back; what it returns is kept in its place.

    Raises:
        SimulationError: if the executor cannot be used, or no piece comes back from it.
    """
    with workers(executor, threads) as pool:
        gathering = _Gathering(job, range(first, last), pool, block, keep)
        interrupted, lost = False, ""
        try:
            gathering.run(progress or _say_nothing)
        except KeyboardInterrupt:
            interrupted = True
            gathering.stop()
        except BrokenExecutor as error:  # workers are gone, and with them what they worked on
            lost = str(error)
            gathering.stop()
        finally:
            gathering.call_back()
    parts = tuple(sorted(gathering.parts, key=_by_number))
    if lost and not parts:
        raise SimulationError(say("spread.no-worker", reason=lost))
    missing = _between((couples for couples, _ in parts), range(first, last))
    return Spread(parts, missing, interrupted, lost, gathering.seconds)


@dataclass(frozen=True, slots=True)
class _Done(Generic[P]):
    """What comes back from a worker."""

    part: P
    seconds: float
    version: str


def timed(piece: Callable[[], P]) -> _Done[P]:
    """Compute a piece, where it is, and measure how long that takes there."""
    start = time.perf_counter()
    part = piece()
    return _Done(part, time.perf_counter() - start, __version__)


class _Gathering(Generic[P]):
    """Sends batches out and takes parts in."""

    def __init__(
        self,
        job: Job[P],
        couples: range,
        pool: Executor,
        block: int,
        keep: Callable[[range, P], P] | None,
    ) -> None:
        self.parts: list[tuple[range, P]] = []
        self.seconds = 0.0
        self._job = job
        self._keep = keep
        self._couples = couples
        self._next = couples.start
        self._pool = pool
        self._under_way: dict[Future[_Done[P]], range] = {}
        self._batches = Batches(
            len(couples),
            workers=number_of_workers(pool),
            block=block,
            far=not isinstance(pool, Here | ThreadPoolExecutor),
        )
        self._counted = time.monotonic()

    def run(self, progress: Callable[[int, int], None]) -> None:
        """Go on until all is done."""
        total, done = len(self._couples), 0
        progress(done, total)
        while done < total:
            self._send()
            for future in wait(self._under_way, TICK, FIRST_COMPLETED).done:
                done += self._take(future)
                progress(done, total)

    def stop(self) -> None:
        """Call back what waits, and take what is done, or soon will be."""
        running = [future for future in self._under_way if not future.cancel()]
        for future in wait(running, PATIENCE).done:
            if not future.cancelled() and future.exception() is None:
                self._take(future)

    def call_back(self) -> None:
        """Call back all that has not begun."""
        for future in self._under_way:
            future.cancel()

    def _send(self) -> None:
        """Send out as many batches as may be under way."""
        now = time.monotonic()
        if now - self._counted > COUNTED_AGAIN:
            self._counted = now
            self._batches.workers = number_of_workers(self._pool)
        room = 1 if isinstance(self._pool, Here) else self._batches.in_flight
        while self._next < self._couples.stop and len(self._under_way) < room:
            size = self._batches.size(self._couples.stop - self._next)
            couples = range(self._next, self._next + size)
            self._under_way[self._submit(couples)] = couples
            self._next += size

    def _submit(self, couples: range) -> Future[_Done[P]]:
        piece = self._job.piece(couples.start, couples.stop)
        if isinstance(self._pool, Here):
            return self._pool.submit(timed, piece)
        try:
            if is_of_dask(self._pool):  # else what is asked for again may count as called back
                by_itself: Future[_Done[P]] = cast("Any", self._pool).submit(
                    timed, piece, pure=False
                )
                return by_itself
            return self._pool.submit(timed, piece)
        except BrokenExecutor as error:
            raise BrokenExecutor(_reason(error)) from error
        except RuntimeError as error:
            code = "no-guard" if "bootstrapping" in str(error) else "refused"
            raise SimulationError(say(f"spread.{code}", reason=_reason(error))) from None
        except (TypeError, AttributeError, PicklingError) as error:
            raise _meant(error) from None

    def _take(self, future: Future[_Done[P]]) -> int:
        """Take in a part, and return of how many couples it is."""
        couples = self._under_way.pop(future)
        try:
            done = future.result()
        except Exception as error:
            meant = _meant(error)
            if meant is error:
                raise
            raise meant from error
        if done.version != __version__:
            versions = {"there": done.version, "here": __version__}
            raise SimulationError(say("spread.other-version", **versions))
        part = done.part if self._keep is None else self._keep(couples, done.part)
        self.parts.append((couples, part))
        self.seconds += done.seconds
        self._batches.took(len(couples), done.seconds)
        return len(couples)


def _meant(error: Exception) -> Exception:
    """Return what an error that came back means; one of the job itself means what it says."""
    if isinstance(error, BrokenExecutor | CancelledError) or is_of_dask(error):
        return BrokenExecutor(_reason(error))
    if "pickle" in str(error) or "serialize" in str(error):
        return SimulationError(say("spread.cannot-send", reason=_reason(_first_of(error))))
    return error


def _first_of(error: BaseException) -> BaseException:
    """Return the error that led to this one, as Dask says only there what it is about."""
    while (before := error.__cause__ or error.__context__) and "\n" not in str(before):
        error = before  # with line breaks, it is a traceback from the other process
    return error


def _reason(error: BaseException) -> str:
    """Return the first sentence of what somebody else says, without its full stop."""
    said = " ".join(str(error).split()) or type(error).__name__
    return said.partition(". ")[0].rstrip(".")


def _say_nothing(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def _by_number(part: tuple[range, object]) -> int:
    return part[0].start


def _between(computed: Iterable[range], couples: range) -> tuple[range, ...]:
    """Return the stretches that are not among those that were computed, which are in order."""
    gaps: list[range] = []
    at = couples.start
    for one in computed:
        if one.start > at:
            gaps.append(range(at, one.start))
        at = one.stop
    return (*gaps, range(at, couples.stop)) if at < couples.stop else tuple(gaps)


def _told(stretches: tuple[range, ...]) -> str:
    """Return numbers of couples in words, the first few stretches by name."""
    shown = [
        str(one[0]) if len(one) == 1 else say("spread.from-to", first=one[0], last=one[-1])
        for one in stretches[:SHOWN]
    ]
    more = sum(len(one) for one in stretches[SHOWN:])
    return ", ".join(shown) + (say("spread.more", count=more) if more else "")
