"""Sentences of the command, the demo and the form to fill in."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- cli ---------------------------------------------------------------------------------
    "convert.unclear": "The name '{file}' does not say which format it is. Name it with {option}.",
    "convert.a-graph": "'{file}' looks like a graph, and a name that ends in .json stands for a case. "
    "Say --from {format}.",
    "convert.unknown-format": "'{name}' is not a format for this.{hint}",
    "convert.no-case-in-a-graph": "'{file}' is a graph, and a graph holds no case. Choose a graph "
    "format.",
    "convert.no-motion-in-a-graph": "'{file}' is a graph, and XMILE needs to know how a couple moves. Give it a case.",
    "format.unknown": "'{spec}' is not a form of a cycle.{hint}",
    "cli.help": "Describe a couple's negative cycle once; check it, draw it, turn it into a graph.",
    "cli.help.demo": "See what negcycle does: one example, drawn in every form.",
    "cli.help.new": "Write a commented file to fill in.",
    "cli.help.check": "Say every fault of a file, then what is still open.",
    "cli.help.fmt": "Put files into canonical form, in place; comments stay.",
    "cli.help.schema": "Print the JSON Schema of a case file.",
    "cli.help.draw": "Draw the infinity diagram.",
    "cli.help.convert": "Turn a case or a graph into another format.",
    "cli.arg.case": "A case file; - for standard input.",
    "cli.arg.cases": "Case files; - for standard input.",
    "cli.arg.fmt": "Case files; - for standard input, which is then printed.",
    "cli.arg.new": "The file to write; - for standard output.",
    "cli.arg.after": "The same cycle later, for the view before-after.",
    "cli.arg.convert": "A case file or a graph; - for standard input.",
    "cli.opt.version": "Print the version.",
    "cli.opt.from": "What stands on standard input.",
    "cli.opt.force": "Replace a file that is already there.",
    "cli.opt.lexicon": "An own lexicon, which adds words to the built-in one.",
    "cli.opt.json": "Print one JSON document.",
    "cli.opt.demo": "The folder to make, or to make again; what you changed in it is kept.",
    "cli.opt.partners": "Names, with commas between them.",
    "cli.opt.template": "'couple' for an empty form, or the name of an example.",
    "cli.opt.fmt-check": "Change nothing; exit with 1 if something would change.",
    "cli.opt.draw-out": "A .svg, .pdf, .png, .txt or .html file, or - for standard output; may be "
    "given several times. Without it, the name of FILE with another ending, in this folder.",
    "cli.opt.view": "loop, surface, single, blank, positive, before-after, quadrants, four, "
    "iceberg, list, chain, ladder, exits; several with commas.",
    "cli.opt.register": "The words of the headings.",
    "cli.opt.paper": "The sheet, in landscape.",
    "cli.opt.numbers": "Number the stations. A loop has no beginning, so they have no numbers unless "
    "asked for.",
    "cli.opt.for": "With --view single or iceberg: whose to draw.",
    "cli.opt.start": "Number the stations from here: a partner, or a station such as mary.primary.",
    "cli.opt.draw-to": "The kind of picture, where no name says it.",
    "cli.opt.watch": "Draw again each time the file changes, until Ctrl-C.",
    "cli.opt.convert-out": "The file to write; - for standard output.",
    "cli.opt.convert-to": "The format to write, where the name of the file does not say it.",
    "cli.opt.convert-from": "The format to read, where the name of the file does not say it.",
    "cli.usage": "{command}: {sentence}\nTry '{command} --help'.",
    "cli.no-input": "Standard input is closed, so nothing can be read from it.",
    "cli.no-output": "Standard output cannot be written: {reason}.",
    "cli.closed": "it is closed",
    "cli.unknown-source": "'{name}' is not a format of a case.{hint}",
    "cli.unknown-picture": "'{name}' is not a kind of picture I can draw.{hint}",
    "cli.partners-with-template": "Names go with the empty form, and an example has its own. Leave "
    "out --partners or --template.",
    "cli.no-names": "There is no name in '{names}'. Write one or more, with commas between them, such "
    "as 'Mary, John'.",
    "cli.form-in-json": "The form has comments, and JSON has none. Choose a name that ends in .yaml.",
    "cli.for-one-half": "--for draws one half, so it goes with --view single or iceberg and nothing "
    "else: every other view shows both.",
    "cli.watch-needs-files": "Only files can be watched and drawn again, and '-' is none.",
    "cli.wrote": "Wrote {file}.",
    "cli.fmt.would-change": "{file} would change.",
    "cli.missing-letters": "No font on this computer has these characters; the rest is drawn: {letters}",
    "cli.watching": "Drawing again whenever the file changes. Stop with Ctrl-C.",
    "cli.watched": "Stopped.",
    "check.nothing": "No faults, nothing is open.",
    "check.no-faults": "No faults.",
    "check.blanks": "Still open:",
    "check.questions": "One might ask:",
    "check.side-alone": "{name}'s behavior sounds like being too far away, and {words} more like "
    "being too close: is there something else underneath?",
    "check.side-crowded": "{name}'s behavior sounds like being too close, and {words} more like being "
    "too far away: is there something else underneath?",
    "demo.not-ours": "'{folder}' holds files that the demo did not make, and is kept. Choose another "
    "folder with -o.",
    "demo.no-folder": "'{folder}' is not a folder. Choose another with -o.",
    "demo.cannot-make": "The folder '{folder}' cannot be made: {reason}. Choose another with -o.",
    "demo.head": "An example: {title}.",
    "demo.file": "{what}: {path}",
    "demo.without": "{what}: left out. {reason}",
    "demo.handout": "Pages to hand over, a part for each",
    "demo.kept": "{what}: {path} (kept, because it was changed after the demo had made it)",
    "demo.case": "The case as a file",
    "demo.what-if": "{title}: {ending}",
    "demo.what-it-is": "That was a model for thinking, with assumed numbers; it is no forecast.",
    "demo.questions": "{count} questions are worth asking: negcycle check {path}",
    "new.names": "Partner A, Partner B",
    "new.unknown-template": "'{name}' is not a template.{hint}",
    "new.head": """\
# A negative cycle to fill in: write after the colons, in the person's own words.
# Everything may stay open. 'negcycle check' asks for what is missing, 'negcycle draw' draws what is there.
# Several things go in brackets: [hurt, lonely]. A guess: {{words: hurt, status: conjecture}}.
negcycle: 1
title:            # the couple's own name for it
topic:            # what it is about here
date:             # when you wrote this, such as 2026-11-21
partners:""",
    "new.partner": """\
  {key}:
    name: {name}
    chain:
      trigger:    # what I see or hear just before; what a camera would show
      appraisal:  # what goes through my mind at once
      primary:    # what I feel underneath: the softer, first feeling
      fear:       # what I am afraid could come true
      secondary:  # what I show: what comes up to protect me
      perception: # what I tell myself about you then
      self_view:  # what I tell myself about me
      behavior:   # what I do then, where you can see it
      intent:     # what I am trying to reach or to protect
      need:       # what I long for in that moment
      request:    # what you could say or do that would answer it""",
    "new.tail": """\
stressors:        # pressures from outside, such as [money, illness]
notes:            # free text, never drawn""",
}
