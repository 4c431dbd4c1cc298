"""Sentences about a case without what says whose it is."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "cli.help.deidentify": "Write a case without what says whose it is, for supervision or research.",
    "cli.opt.deidentify-out": "The file to write, .yaml or .json; - for standard output.",
    "cli.opt.keep": "What stays as it was written: a place such as john.trigger, title, topic, date, notes, stressors or evidence; may be given again.",
    "deidentify.unknown": "There is no '{name}' here that could be kept.{hint}",
    "deidentify.name": "Partner {number}",
    "deidentify.one-of-them": "one of them",
    "deidentify.left-out": "(omitted)",
    "deidentify.made": "Names, keys, notes and free text are left out; of the date the year stays.",
    "deidentify.kept": "Kept by hand: {kept}. Names of the partners in it are replaced; please look it over for anything else that says whose it is.",
    "deidentify.unknown-format": "'{name}' is not a format that a case can be written in.{hint}",
    "deidentify.same-file": "{file}: that is the case itself. Choose another file, so that nothing is lost.",
}
