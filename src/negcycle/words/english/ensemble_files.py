"""What is said of many couples in a file: what its columns are, and what is wrong with it."""

from __future__ import annotations

SENTENCES = {
    # -- writing ---------------------------------------------------------------------------------
    "ensemble-file.unknown-format": "The name '{file}' does not say how to keep many couples. Let it end "
    "with '.nc', '.csv' or '.parquet'.",
    "ensemble-file.missing-parquet": "Parquet needs pyarrow. Install it with: "
    "pip install 'negcycle[research]'",
    "ensemble-file.no-place": "A table has a row for each couple, and no place for states over time. "
    "Let the name end with '.nc', or keep the rows alone: dataclasses.replace(ensemble, recorded=None).",
    # -- reading ---------------------------------------------------------------------------------
    "ensemble-file.from-table": "'{file}' is a table, which has no place for the seed, the plan and what "
    "else an ensemble needs. Read one from '.nc' or '.parquet'; pandas and R read the table.",
    "ensemble-file.no-file": "'{file}' is no file that can be read in any order. Save it as a file first.",
    "ensemble-file.too-big": "'{file}' holds more than 10 GB, and so much is not read at once. Keep its "
    "shards in files of their own, or open it with xarray or pyarrow, which read a part.",
    "ensemble-file.not-parquet": "'{file}' is not a Parquet file.",
    "ensemble-file.none": "'{file}' holds no ensemble: how it was made is missing, or somebody changed it.",
    "ensemble-file.newer": "'{file}' is laid out as '{layout}', and this version reads '{known}'. "
    "Read it with the version of negcycle that wrote it, or a newer one.",
    "ensemble-file.a-run": "'{file}' holds one run, and not many couples. Read it with `read_trajectory`.",
    "ensemble-file.no-column": "'{file}' should have a column {name} and has none. Somebody took it out, "
    "or writing stopped early: write it again.",
    "ensemble-file.column-shape": "The column {name} in '{file}' has not one number for each couple. "
    "Write the file again.",
    "ensemble-file.not-whole": "The numbers of the couples in '{file}' are not whole numbers. Write the "
    "file again.",
    "ensemble-file.out-of-range": "There is a couple number {number} in '{file}', which has {runs} couples, "
    "from number 0 on. Write the file again.",
    "ensemble-file.not-rising": "In '{file}' couple {number} comes after couple {before}. Sort the rows by "
    "their couple, and keep one for each.",
    "ensemble-file.no-code": "The column {name} in '{file}' says {value}, which is none of: {known}.",
    "ensemble-file.cannot-be": "'{file}' says how its couples were made, and {what} there cannot be. "
    "Somebody changed it: write it again.",
    "ensemble-file.cannot-be.runs": "the number of couples",
    "ensemble-file.cannot-be.turns": "the number of turns",
    "ensemble-file.cannot-be.step": "the step",
    "ensemble-file.cannot-be.look": "the time between two looks",
    "ensemble-file.cannot-be.after": "the time that is left out at the beginning",
    "ensemble-file.cannot-be.noise": "the noise",
    "ensemble-file.cannot-be.seed": "the seed",
    "ensemble-file.cannot-be.kernel": "the kernel",
    "ensemble-file.cannot-be.precision": "the precision",
    "ensemble-file.cannot-be.shard": "the shard",
    "ensemble-file.cannot-be.start": "the start",
    "ensemble-file.cannot-be.plan": "the plan",
    "ensemble-file.cannot-be.design": "the design",
    "ensemble-file.no-name": "A file is told by its name or path, and {kind} is neither.",
    # -- what a column is ------------------------------------------------------------------------
    "ensemble-file.couple": "number of the couple, from 0",
    "ensemble-file.run": "number of the couple at this point, from 0",
    "ensemble-file.outcome": "how the couple ended",
    "ensemble-file.settled": "turns until nobody changed position any more",
    "ensemble-file.position": "{name}: position at the end",
    "ensemble-file.final": "{label}; at the end",
    "ensemble-file.mean": "{label}; mean over time",
    "ensemble-file.variance": "{label}; variance over time",
    "ensemble-file.lowest": "{label}; lowest",
    "ensemble-file.highest": "{label}; highest",
    "ensemble-file.of-one": "{name}: {what}",
    "ensemble-file.of-all": "everybody: {what}",
    "ensemble-file.start": "{label}; at the start",
    "ensemble-file.number.need": "need for closeness, net of the need for room, 0 to 1",
    "ensemble-file.number.reactivity": "reactivity: how much of what lands is passed on when closed",
    "ensemble-file.number.openness": "openness when calm and unresentful, 0 to 1",
    "ensemble-file.number.answer": "answer: +1 alone reaches harder, -1 alone pulls away",
    "ensemble-file.number.turn": "time constant of a reaction",
    "ensemble-file.number.tau_open": "turns to open up or shut down",
    "ensemble-file.number.tau_bond": "turns of contact over which resentment builds or heals",
    "ensemble-file.number.forget": "resentment lost in ordinary contact, relative to how it builds",
    "ensemble-file.number.repair": "resentment healed when both are open, relative to how it builds",
    "ensemble-file.number.delay": "turns until a behavior is answered",
    "ensemble-file.number.noise": "standard deviation of the random input",
    "ensemble-file.number.tau_noise": "turns over which the random input stays alike",
    # -- a table of couples to run ---------------------------------------------------------------
    "couples.no-text": "This is not text in UTF-8. Save the table as CSV in UTF-8.",
    "couples.no-header": "The first line is blank. Write the names of the parameters there, such as "
    "'john.reactivity'.",
    "couples.no-names": "The first line holds numbers. Write the names of the parameters there, such as "
    "'john.reactivity'.",
    "couples.no-parameter": "No column says what differs between the couples. Add one for each parameter, "
    "such as 'john.reactivity'.",
    "couples.semicolons": "The cells are separated by semicolons. Save the table with ',' between cells "
    "and '.' in numbers.",
    "couples.tabs": "The cells are separated by tabs. Save the table with ',' between cells and '.' in "
    "numbers.",
    "couples.no-name": "Column {number} has no name. Write one in the first line.",
    "couples.name-twice": "{column} names two columns. Keep one of them.",
    "couples.results": "The column {column} holds results. Keep the columns of the parameters alone.",
    "couples.quotes": "The quotes do not match, or a cell is far too long.",
    "couples.ragged": "There are {count} cells, and {expected} are expected.",
    "couples.ragged-comma": "There are {count} cells, and {expected} are expected. In numbers write '.', "
    "and no ','.",
    "couples.no-number": "{value} is not a number. Write a finite one in digits, such as 0.5.",
    "couples.comma": "{value} has a comma. Write {better}.",
    "couples.blank-cell": "This cell is blank. Write a number: each couple needs its own.",
    "couples.outside": "{value:g} is not between {low:g} and {high:g}.",
    "couples.not-above": "{value:g} is not above 0.",
    "couples.below": "{value:g} is not from 0 up.",
    "couples.answer": "{value:g} is neither 1 nor -1.",
    "couples.no-rows": "This table has names and no row. Write a row for each couple.",
    "couples.too-many": "This table has more than {limit} numbers. Split it, and run its parts as "
    "ensembles of their own.",
    # -- parts that are put together -------------------------------------------------------------
    "merge.nothing": "There is nothing to merge. Give the parts of one ensemble.",
    "merge.other": "Part {number} is of another ensemble than part 1: the {what} is {other} there, and "
    "{first} in part 1. Merge parts of one ensemble.",
    "merge.other-in-full": "Part {number} is of another ensemble than part 1: the {what} differ. Merge "
    "parts of one ensemble.",
    "merge.conflict": "Couple {couple} is there twice, and its rows differ in '{column}'. Find out which "
    "part is right, and leave the other out.",
    "merge.out-of-range": "There is a couple number {number}, and this ensemble has {runs} couples, from "
    "number 0 on.",
    "merge.overlap": "Some couples are in several of the parts that were merged. What of the plan did not "
    "happen may be counted twice for them, so it is true of that many couples or fewer.",
    "merge.no-ensemble": "Part {number} is {kind}, and no ensemble. Give what `ensemble`, `sweep` or "
    "`read_ensemble` returned.",
    "merge.no-parts": "Parts are given together, as in merge([one, other]), and this is {kind}.",
    "merge.other-drawn": "Part {number} is of another ensemble than part 1: {name} is drawn from {other} there, "
    "and from {first} in part 1. Merge parts of one ensemble.",
    "merge.not-said": "something that is not said",
    "merge.not-rising": "The couples of part {number} are not in the order of their numbers. Make that "
    "part again.",
    "merge.what.case": "case",
    "merge.what.version": "version of negcycle",
    "merge.what.seed": "seed",
    "merge.what.runs": "number of couples in all",
    "merge.what.turns": "number of turns",
    "merge.what.step": "step",
    "merge.what.look": "time between two looks",
    "merge.what.noise": "noise",
    "merge.what.after": "time that is left out at the beginning",
    "merge.what.start": "start",
    "merge.what.plan": "plans",
    "merge.what.kernel": "kernel",
    "merge.what.precision": "precision",
    "merge.what.names": "states",
    "merge.what.people": "partners",
    "merge.what.written": "written positions",
    "merge.what.design": "designs",
    "merge.what.parameters": "parameters",
    "merge.what.columns": "columns",
    "merge.what.recorded": "recorded states",
    "merge.what.times": "recorded times",
    "merge.libraries": "Parts were computed with different versions of {library}: {versions}.",
    "merge.missing": "Missing are {count:,} of {runs:,} couples: {couples}. Run them with the same seed, as "
    "the shards they belong to, and merge all parts.",
    "merge.one": "couple {first}",
    "merge.range": "couples {first} to {last}",
    "merge.more": "and {count:,} more ranges",
}
