"""Sentences of the commands for many couples: ensemble, sweep and merge."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "cli.help.ensemble": "Run many couples of one cycle, and say how they end.",
    "cli.help.sweep": "Run couples over a grid of numbers, or drawn ones.",
    "cli.help.merge": "Put parts of an ensemble together, and draw it.",
    # -- what is run -------------------------------------------------------------------------
    "cli.arg.parts": "Files that ensemble or sweep wrote, .nc or .parquet.",
    "cli.opt.runs": "How many couples; left out, a couple for each row of --couples, else 1000.",
    "cli.opt.runs-at-point": "How many couples at each point; they differ by chance.",
    "cli.opt.vary": "A number in which the couples differ, and what it is drawn from, such as "
    "'john.reactivity=uniform(1, 4)'; also normal(2, 0.3), lognormal(2, 0.2), choice(1, -1), 1:4, or one number "
    "for all. May be given several times.",
    "cli.opt.couples": "A table with a row for each couple: CSV, with names such as john.reactivity in its first "
    "line.",
    "cli.opt.over": "A number and its values, START:STOP:N or with commas, such as need=0.3:0.7:5; with --sample its "
    "ends, such as need=0.3:0.7, or what to draw it from. May be given several times.",
    "cli.opt.sample": "How many points to draw, in place of a grid; for sobol a power of two.",
    "cli.opt.sampling": "How points are chosen; left out, sobol with --sample, else grid.",
    "cli.opt.many-start": "'calm', 'stuck', or a file: what simulate --json printed, a JSON of states with numbers, "
    "or a recorded run, to go on from its end. Left out, calm.",
    "cli.opt.after": "Turns at the beginning that means, variances and extremes leave out.",
    "cli.opt.record": "States to keep over time, such as john.behavior; several with commas. They go to a .nc file "
    "and to the fan.",
    "cli.opt.every": "How often they are kept, in turns; left out, each turn.",
    "cli.opt.kernel": "What computes: auto is numba where that is installed and there is enough to do.",
    "cli.opt.precision": "How many digits numbers have: 16 or 7.",
    "cli.opt.threads": "How many threads; left out, one for each processor.",
    "cli.opt.shard": "A part of all couples, such as 2/8; merge puts the parts together.",
    # -- what is asked for -------------------------------------------------------------------
    "cli.opt.many-out": "A .csv, .nc or .parquet file with a row for each couple, a .svg, .pdf, .png or .html "
    "picture, or a .txt file with words: those of the picture where --view asks for one, else the summary; - for "
    "standard output. May be given several times. Without it, the words are printed.",
    "cli.opt.many-to": "What to write to standard output with -o -; left out, csv.",
    "cli.opt.ensemble-view": "What to show: {views}; several with commas. Left out, outcomes, and the fan with --record.",
    "cli.opt.sweep-view": "What to show: {views}; several with commas. Left out, what suits how they were made: outcomes, map or sensitivity.",
    "cli.opt.sensitivity": "A column, such as cycle_strength.final or outcome=stuck: how much of its differences goes "
    "with each number. For couples drawn with sobol.",
    "cli.opt.x": "What goes from left to right in the map and in the recovery.",
    "cli.opt.y": "What goes upward in the map; in the recovery, a line for each of its values.",
    "cli.unknown-many-view": "'{name}' is not a view of many couples.{hint}",
    "cli.unknown-many-format": "'{name}' is not a form of many couples.{hint}",
    "cli.unknown-kernel": "'{name}' is not a kernel.{hint}",
    "cli.unknown-precision": "'{name}' is not a precision.{hint}",
    "cli.unknown-sampling": "'{name}' is no way to choose points.{hint}",
    # -- what does not fit -------------------------------------------------------------------
    "cli.after": "--after takes a number from 0 up, and {value} is not.",
    "cli.every": "--every takes a number above 0, and {value} is not.",
    "cli.too-many-couples": "{runs:,} couples are too many. Ask for {limit:,} at most.",
    "cli.no-key": "{option} takes NAME=VALUE, such as {example}, and '{given}' is none.",
    "cli.key-twice": "{option} names '{name}' twice. Name it once.",
    "cli.vary-and-couples": "'{name}' stands in {file} and is given with --vary as well. Keep one of them.",
    "cli.runs-and-couples": "{file} has {rows:,} rows, one for each couple, and --runs asks for {runs:,}. Leave out "
    "--runs.",
    "cli.in-couples": "{file}:1: {sentence}",
    "cli.no-over": "Nothing to go over. Add, for instance, --over need=0.3:0.7:5.",
    "cli.sample-of-grid": "A grid holds every combination of its values, so --sample says nothing about it. Leave it "
    "out, or choose --sampling sobol, latin or random.",
    "cli.no-sample": "Say with --sample how many points are drawn, such as --sample 256.",
    "cli.drawn-grid": "--over {name}={text} is something to draw from, and a grid goes over values. Write START:STOP:N, "
    "or add --sample with the number of points.",
    "cli.steps-sampled": "--over {name}={text} is a grid, and --sample draws points between two ends. Write "
    "{name}=LOW:HIGH, or leave out --sample.",
    "cli.shard-needs-seed": "The parts of an ensemble are made from the same seed, so --shard needs one. Add, for "
    "instance, --seed 1, to each part the same.",
    "cli.record-twice": "--record names '{name}' twice. Name it once.",
    "cli.record-for-nothing": "--record keeps states over time, and nothing here holds them. Add -o with a name that "
    "ends in .nc, or --view fan.",
    "cli.every-for-nothing": "--every says how often --record keeps states. Add --record, or leave out --every.",
    "cli.view-for-nothing": "--view says what a picture shows, and here is none. Add -o with a name that ends in .svg, "
    ".pdf, .png, .html or .txt, or leave out --view.",
    "cli.sensitivity-for-nothing": "--sensitivity is told, drawn, or in --json, and none of them is asked for. Add -o "
    "with a name that ends in .svg, or --json, or leave it out.",
    "cli.sensitivity-needs-sobol": "Sensitivity is worked out from points that belong together. Add --sample with a "
    "power of two, such as --sample 256, and let --sampling be sobol.",
    "cli.recovery-needs-grid": "The recovery counts couples at the points of a grid. Leave out --sample, and give the "
    "values with --over NAME=START:STOP:N.",
    "cli.no-sensitivity-of-a-part": "Sensitivity needs all couples, and --shard computes a part. Keep the parts as .nc "
    "files, and ask merge for it.",
    "cli.no-sensitivity-yet": "Sensitivity needs all couples, so it is left out here.",
    "cli.memory": "There is not enough memory for this. Ask for fewer couples at once, record less, or use shards.",
    "cli.axis-for-nothing": "{option} is for the views map and recovery, and here is neither. Leave it out, or ask for "
    "one of them.",
    "cli.no-such-axis": "{option} names '{name}', and --over does not go over it.{hint}",
    # -- beside the result -------------------------------------------------------------------
    "cli.all-alike": "All couples will be the same: nothing differs between them, and there is no noise. Add --vary, "
    "--couples or --noise.",
    "cli.alike-at-points": "The couples at each point will be the same, as there is no noise. Add --noise, or leave out "
    "--runs.",
    "cli.next-ensemble": "To see it, add -o outcomes.svg, or --view fan -o fan.svg. To keep every couple, add -o "
    "couples.nc.",
    "cli.next-grid": "To see it, add -o map.svg. To keep every couple, add -o couples.nc.",
    "cli.next-sobol": "To see what matters most, add --sensitivity cycle_strength.final. To keep every couple, add "
    "-o couples.nc.",
    "cli.next-sensitivity": "To see it, add -o sensitivity.svg. To keep every couple, add -o couples.nc.",
    "cli.next-shard": "To keep this part for negcycle merge, add -o part-{part}.nc.",
    "cli.stopped-at-once": "Stopped before any couple was done, so nothing is written.",
    "cli.run-again": "To run all of them, run the same again with --seed {seed}.",
    "cli.run-again-force": "To run all of them, run the same again with --seed {seed} --force.",
    "cli.go-on": "To go on, run the same with --seed {seed} --shard {shard} -o {rest}, and put both together: "
    "negcycle merge {file} {rest} -o {whole}",
}
