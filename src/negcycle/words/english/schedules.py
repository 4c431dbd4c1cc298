"""What is said of a plan that many couples follow side by side."""

from __future__ import annotations

SENTENCES = {
    "schedules.once": "'{kind}' at turn {time:g} did not happen in {count:,} of {total:,} couples: {reason}.",
    "schedules.again": "'{kind}' was passed over in {count:,} of {total:,} couples, first at turn {time:g}: {reason}.",
    "schedules.never": "The condition of '{kind}' never came true in {count:,} of {total:,} couples.",
    "schedules.waiting": "'{kind}' was still waiting for calm in {count:,} of {total:,} couples when the run was over.",
    "schedules.late": "The run was over before '{kind}' could start in {count:,} of {total:,} couples, in the first of them at turn {time:g}. Ask for more turns.",
}
