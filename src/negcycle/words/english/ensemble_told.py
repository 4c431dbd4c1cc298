"""Sentences that tell of many couples in a terminal or on a page."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- how they end ------------------------------------------------------------------------
    "many-told.head": "{count:,} couples of a model, {turns:g} turns each. They end:",
    "many-told.head-one": "One couple of a model, {turns:g} turns. It ends:",
    "many-told.head-design": "{count:,} couples of a model at {points:,} points, {turns:g} turns each. They end:",
    "many-told.part": "These are {count:,} of {runs:,} couples.",
    "many-told.shard": "These are {count:,} of {runs:,} couples: shard {part}/{of}.",
    "many-told.calm": "calm",
    "many-told.stuck": "stuck in the cycle",
    "many-told.escalating": "still growing",
    "many-told.oscillating": "going back and forth",
    "many-told.unsettled": "not settled yet",
    "many-told.position": "{name}: toward in {toward}, away in {away}, in neither position in {neither}. In the file: {said}.",
    "many-told.settled": "Nobody changed position any more after turn {half:g} in half of the couples, and after turn {most:g} in nine of ten.",
    "many-told.never-moved": "In nine of ten couples or more, nobody changed position on the way.",
    "many-told.strength": "Strength of the cycle at the end: {low:.2f} to {high:.2f} in nine of ten couples, median {median:.2f}.",
    "many-told.nothing-happened": "Nobody came to a position on the way: all began calm, and nothing was planned. Begin stuck, plan a trigger, or raise the noise.",
    # -- what differs ------------------------------------------------------------------------
    "many-told.differs": "What differs between them:",
    "many-told.range": "{name}: {low:g} to {high:g}, median {median:g}",
    "many-told.constant": "{name}: {value:g} in all of them",
    "many-told.by-chance": "Only chance differs between them.",
    "many-told.all-alike": "All couples are the same: nothing differs between them, and chance has no part. Let something differ, or add noise.",
    "many-told.alike-at-points": "The {runs:,} couples at each point are the same, as chance has no part: one at each point tells as much. For chance, add noise.",
    # -- along what is gone over ---------------------------------------------------------------
    "many-told.along": "Along {name}, whatever the other numbers are:",
    "many-told.along-alone": "Along {name}:",
    "many-told.couples": "couples",
    "many-told.shown": "{shown} of {count:,} values are shown.",
    "many-told.stretch": "{low:.4g} to {high:.4g}",
    # -- what it is ----------------------------------------------------------------------------
    "many-told.with-noise": "{start}, noise {noise:g}",
    "many-told.with-plan": "{start}, with a plan",
    "many-told.how": "{turns:g} turns in steps of {step:g}, {start}; kernel {kernel}, {precision}; negcycle {version}; case {case}.",
    "many-told.again": "Seed {seed}: the same case, options and seed give the same couples again.",
}
