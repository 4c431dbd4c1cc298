"""What is said while many couples are computed, and of shards."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- shards --------------------------------------------------------------------------------
    "shard.unclear": "{shard} is no shard. Write I/N, such as 2/8 for the second of eight.",
    "shard.outside": "{shard} is no shard: they are counted from 1. The last one is {of}/{of}.",
    "shard.more-than-couples": "There are {of} shards and {runs} couples, so some shards would be empty. Ask for at most {runs} shards.",
    # -- workers -------------------------------------------------------------------------------
    "spread.threads": "threads is {value}. Give a whole number from 1, or leave it out for all processors.",
    "spread.threads-and-executor": "Give `threads` or an `executor`, and not both: an executor has workers of its own.",
    "spread.no-executor": "{kind} is no executor. Give one of concurrent.futures, such as ProcessPoolExecutor(), or of a Dask client: client.get_executor().",
    "spread.refused": "The executor takes no more work: {reason}. Open a new one.",
    "spread.no-guard": "A worker process read this program from its beginning, and came to start workers itself. Put what the program does under: if __name__ == '__main__':",
    "spread.no-worker": "No batch came back from the workers: {reason}. Open a new executor; in a program that is a file, do so under: if __name__ == '__main__':",
    "spread.cannot-send": "This cannot be sent to another process: {reason}. Leave out the executor to use threads.",
    "spread.other-version": "A worker has negcycle {there}, and this is {here}. Install the same version everywhere.",
    # -- what is missing -----------------------------------------------------------------------
    "spread.interrupted": "Stopped before the end, so couples are missing: {missing}. What was finished is kept. Run the same again, or a shard of it alone: each couple comes out the same.",
    "spread.lost": "Workers were lost ({reason}), so couples are missing: {missing}. What was finished is kept. Run the same again, or a shard of it alone: each couple comes out the same.",
    "spread.from-to": "{first} to {last}",
    "spread.more": ", and {count:,} more",
    # -- how far it is -------------------------------------------------------------------------
    "spread.done": "{done:,} of {total:,} couples",
    "spread.rate": "{rate:,.0f} a second, {left} left",
    "spread.seconds": "{count} s",
    "spread.minutes": "{count:.0f} min",
    "spread.hours": "{count:.1f} h",
}
