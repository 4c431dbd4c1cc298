"""Sentences of files, and what stands in them."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- files -------------------------------------------------------------------------------
    # files: reading and writing
    "files.missing": "There is no file '{file}'.{hint}",
    "files.missing-folder": "There is no folder '{folder}', so there is no file '{file}' in it.",
    "files.folder": "'{file}' is a folder. Give the name of a file in it.",
    "files.forbidden": "You have no permission to read '{file}'.",
    "files.unreadable": "'{file}' cannot be read: {reason}.",
    "files.too-big": "'{file}' is larger than {limit} MB. A {what} is a short text: is this the right "
    "file?",
    "files.empty": "There is no case here yet. Begin with 'partners:', or start from 'negcycle "
    "new'.",
    "files.no-fields": "This is no case: a case is fields with names, and begins with 'partners:'.",
    "files.is-sheet": "This is a sheet of a practice, and no case. 'negcycle practice check' checks it, 'negcycle practice print' prints it, and 'negcycle practice merge' puts sheets together into a case.",
    "files.is-practice": "This is a practice, and no case. 'negcycle practice check' checks it, and 'negcycle practice new' writes a sheet of it.",
    "files.is-log": "This is a log of episodes, and no case. 'negcycle practice log' tells what is in it.",
    "files.picture": "This is {kind}, not a {what}.",
    "files.document": "This is {kind}, not a {what}. Save it as plain text.",
    "files.not-text": "This is not a text: byte {number} is zero. A {what} is plain text, saved "
    "as UTF-8.",
    "files.not-unicode": "Byte 0x{byte:02X} here is not {encoding} text. Save the file as UTF-8.",
    "files.no-byte-order": "This looks like UTF-16 text without its mark. Save the file as UTF-8.",
    "files.kind.png": "a PNG picture",
    "files.kind.jpeg": "a JPEG picture",
    "files.kind.gif": "a GIF picture",
    "files.kind.svg": "an SVG picture",
    "files.kind.html": "a web page",
    "files.kind.pdf": "a PDF document",
    "files.kind.zip": "a ZIP archive",
    "files.kind.gzip": "a compressed archive",
    "files.kind.sqlite": "an SQLite database",
    "files.kind.docx": "a Word document",
    "files.kind.odt": "an OpenDocument text",
    "files.kind.office": "an office document",
    "files.kind.rtf": "a rich text document",
    "files.kept": "'{file}' is already there and is kept. Add --force (in Python: overwrite=True) to replace it.",
    "files.write-into-folder": "'{file}' is a folder. Give the name of a file to write.",
    "files.no-folder-to-write": "There is no folder '{folder}' to write '{file}' into. Make it "
    "first.",
    "files.write-forbidden": "You have no permission to write '{file}'.",
    "files.disk-full": "There is no room left on the disk for '{file}'. Nothing was written.",
    "files.unwritable": "'{file}' cannot be written: {reason}.",
    # files: what no case holds
    "files.control-character": "The text holds the control character {point}. Take it out.",
    "files.half-character": "The text holds half a character, {point}. Write the whole one.",
    "files.too-deep": "More than {limit} parts stand inside each other here. A case needs fewer "
    "than ten: is a bracket or a dash too many?",
    "files.too-many-values": "There are more than {limit} values here. A case describes one "
    "couple: is this the right file?",
    "files.long-word": "A word of more than {limit} letters begins here. Is this the right file?",
    "files.duplicate": "{name} is here twice, in line {first} and in line {line}. Keep one of "
    "them.",
    "files.duplicate.in-line": "{name} is here twice, in the same line. Keep one of them.",
    # files: YAML
    "files.anchor": "{name} is an anchor in YAML, and a case has none. Words that begin with '&' "
    "need quotes around them.",
    "files.alias": "{name} is an alias in YAML, and a case has none. Words that begin with '*' "
    "need quotes around them.",
    "files.tag": "{name} is a tag in YAML, and a case has none. Words that begin with '!' need "
    "quotes around them.",
    "files.merge": "'<<' merges fields in YAML, and a case has no merging. Write the fields out.",
    "files.second-document": "A second document begins here, and a file holds one case. Give it a "
    "file of its own.",
    "files.directive": "A line that begins with '%' is an order to YAML, and a case needs none. "
    "Take it out, or put the words in quotes.",
    "files.no-word-name": "The name of a field is a word. Write it before the ':', and put quotes "
    "around it if it is 'null' or begins with a bracket.",
    "files.question-mark": "{name} stands after a '?', which YAML keeps for names of another kind. "
    "Write 'name: words', and put quotes around words that begin with '?'.",
    "files.lone-name": "{name} stands between braces without a value. Write 'name: words' there, "
    "or use '[' and ']' for a list.",
    "files.tab": "There is a tab here, and YAML wants spaces. Put spaces in its place.",
    "files.no-break-space": "There is a no-break space here, and YAML wants spaces. Put spaces in "
    "its place.",
    "files.leading-sign": "Words that begin with '{sign}' need quotes around them.",
    "files.leading-sign.bullet": "Words that begin with '{sign}' need quotes around them; an item "
    "of a list begins with '- '.",
    "files.colon-in-words": "A ':' with a space after it ends a name. Put quotes around words that "
    "hold one.",
    "files.colon-in-words.example": "A ':' with a space after it ends a name. Put quotes around "
    'words that hold one: "{words}".',
    "files.colon-in-words.in-braces": "A ':' with a space after it ends a name. Put a ',' before "
    "the name, or quotes around words that hold a ':'.",
    "files.goes-on": "This line is indented deeper than line {line}, so it goes on with the words "
    "there. Begin a field in the column of the one above it, and put quotes around words with a "
    "':'.",
    "files.no-colon": "{words} has no ':' after it. Write a name, a ':', a space, and the words.",
    "files.no-space": "A space is missing after the ':'. Write {fixed}.",
    "files.no-space.in-braces": "A space is missing after the ':' in {name}.",
    "files.indent": "The indentation of this line fits no line above it. Begin it in the column of "
    "the fields it belongs to.",
    "files.mixed-list": "A list and other lines are mixed here. Begin every item of a list with '- "
    "', and indent the list under its name.",
    "files.after-quote": "There is more after the closing quote. Put single quotes around all of "
    'the words, or write \\" for a quote inside them.',
    "files.after-quote.single": "There is more after the closing quote. Put double quotes around "
    "all of the words, or write an apostrophe inside them twice.",
    "files.open-quote": "This quote is not closed. Add a {quote} at the end of the words, or put "
    "the other kind of quotes around all of them.",
    "files.open-quote.in-json": 'This quote is not closed. Add a " at the end of the words.',
    "files.quote-spans": "This quote closes only in line {line}, and more words follow it there. "
    "Is a quote missing at the end of this line?",
    "files.after-bracket": "There is more after the closing '{sign}'. Put quotes around all of the "
    "words, or '[' and ']' around a whole list.",
    "files.open-bracket": "This '{sign}' is not closed. Add the '{closing}'.",
    "files.open-bracket.or-comma": "This '{sign}' is not closed, or a ',' is missing before line "
    "{line}. Add the '{closing}' or the ','.",
    "files.no-comma": "A ',' is missing before this, or a '{closing}'.",
    "files.stray-sign": "This '{sign}' closes nothing. Take it out, or put the words in quotes.",
    "files.nothing-there": "Nothing stands before this '{sign}'. Write the missing words, or take "
    "the ',' out.",
    "files.words-cut-off": "A '#' after a space begins a comment, so the words end here, and more "
    "of them follow in the next line. Put quotes around all of them.",
    "files.block-indent": "The lines of a text after '{sign}' are indented under its name. Put "
    "spaces before this line.",
    "files.blank-lines": "The first line of this text is blank and has more spaces than the next. "
    "Take the spaces out.",
    "files.escape": "'\\{sign}' means nothing inside double quotes. Take the '\\' out, or write "
    "'\\\\' for a backslash.",
    "files.escape-digits": "'\\{sign}' needs {digits} hexadecimal digits after it. Write '\\\\' "
    "for a backslash.",
    "files.no-character": "'{escape}' is no character. Write '\\\\' for a backslash.",
    "files.unclear": "This line is no YAML. Look here and in the line above for a missing quote, "
    "colon or space.",
    "files.cut-off": "Does {words} belong to the words before it? After a space, '#' begins a "
    "comment; quotes around all of the words keep it.",
    "files.bullet": "Is {words} meant as an item of a list? An item begins with '- '.",
    "files.runs-on": "Is {words} meant as an item of a list? Here it goes on with the words above "
    "it, because it is indented deeper.",
    # files: JSON
    "files.extra-comma": "Nothing follows this ','. Take it out.",
    "files.wrong-bracket": "This '{sign}' does not close the '{opening}' in line {line}. Put a "
    "'{closing}' before it, or in its place.",
    "files.no-colon-after": "A ':' is missing after {name}.",
    "files.bare-name": "The name {name} needs double quotes in JSON.",
    "files.no-name": "'{sign}' stands where the name of a field should, in double quotes.",
    "files.no-value": "'{sign}' stands where a value should. Write a value, or null.",
    "files.no-json": "JSON begins with '{{'. If this is YAML, let the name of the file end in "
    "'.yaml'.",
    "files.bare-words": "{value} needs double quotes in JSON; only true, false, null and numbers "
    "go without.",
    "files.no-number": "{value} is no number in JSON. Write a number, or null.",
    "files.odd-number": "{value} is no number in JSON. Write it like -0.5 or 12, or put words in "
    "double quotes.",
    "files.huge-number": "{value} is too large a number. Write a smaller one.",
    "files.comment": "JSON has no comments. Take this one out, or save the file as YAML.",
    "files.single-quote": "JSON wants double quotes. Write \" for this '.",
    "files.tab-in-quotes": "A tab inside quotes is written '\\t' in JSON.",
    "files.break-in-quotes": "The line ends before the closing quote. Add it, or write '\\n' for a "
    "new line inside the words.",
    "files.after-the-end": "There is more after the end of the case. A file holds one.",
    # -- plan files: where the sentence of a case file does not fit ----------------------------
    "plan.empty": "There is no plan here yet. Write a list of inputs, such as "
    "'- {{at: 10, softening: 1, for: 400}}'.",
    "plan.is-case": "This is a case, and a plan stands in a file of its own. Copy there what is "
    "under 'plan:'.",
    "plan.is-input": "One input stands here alone, and a plan is a list of them. Begin it with '- ', "
    "or put '[' and ']' around it.",
    "plan.picture": "This is a picture, not a plan.",
    "plan.document": "This is a document, not a plan. Save it as plain text.",
    "plan.not-text": "This is not a text. A plan is plain text, saved as UTF-8.",
    "plan.too-deep": "Too many parts stand inside each other here. A plan needs fewer than five: is "
    "a bracket or a dash too many?",
    "plan.too-many-values": "There are more values here than a plan can hold: is this the right "
    "file?",
    "plan.anchor": "A plan has no anchors. Words that begin with '&' need quotes around them.",
    "plan.alias": "A plan has no aliases. Words that begin with '*' need quotes around them.",
    "plan.tag": "A plan has no tags. Words that begin with '!' need quotes around them.",
    "plan.merge": "'<<' merges fields in YAML, and a plan has no merging. Write the fields out.",
    "plan.second-document": "A second document begins here, and a file holds one plan. Give it a "
    "file of its own.",
    "plan.directive": "A line that begins with '%' is an order to YAML, and a plan needs none. Take "
    "it out, or put the words in quotes.",
    "plan.no-json": "JSON begins with '[' or '{{'. If this is YAML, let the name of the file end in "
    "'.yaml'.",
    "plan.after-the-end": "There is more after the end of the plan. A file holds one.",
    # -- recorded runs: tables and netCDF ------------------------------------------------------
    "run.unknown-format": "The name '{file}' does not say how to keep a run. Let it end with '.csv' or "
    "'.nc'.",
    "run.missing-extra": "netCDF needs xarray and netCDF4. Install them with: "
    "pip install 'negcycle[research]'",
    "run.too-big": "'{file}' holds more than 1 GB. The longest run of a couple takes less: is this the "
    "right file?",
    "run.not-netcdf": "'{file}' is not a netCDF file.",
    "run.no-run": "'{file}' holds no run: a run is numbers over a dimension 'turn'.",
    "run.netcdf-name": "netCDF cannot hold the name {name}. Rename the state, or write CSV.",
    "run.name-twice": "{column} names two columns. Give each a name of its own.",
    "run.odd-name": "{column} cannot name a column. Write words on one line.",
    "run.no-text": "This is not text in UTF-8. Save the table as CSV in UTF-8.",
    "run.no-turn": "The first column of a run is 'turn'. Begin the first line with it.",
    "run.separator": "The cells are not separated by commas. Save the table with ',' between cells "
    "and '.' in numbers.",
    "run.no-name": "Column {number} has no name. Write one in the first line.",
    "run.quotes": "The quotes do not match, or a cell is far too long.",
    "run.ragged": "There are {count} cells, and {expected} are expected.",
    "run.no-number": "{value} is not a number. Write a finite one in digits, such as 0.5.",
    "run.blank-cell": "This cell is blank. Write a number.",
    "run.not-rising": "Time {value} does not come after {before}. Sort the rows by time, and keep one "
    "for each.",
    "run.no-rows": "This table has names and no row. A run has a row for each time.",
    "run.name.turn": "time since the start, in turns",
    "run.name.time": "time since the start, in the unit of the model",
    "run.name.cycle_strength": "cycle strength: how strongly the partners act, 0 to 1",
    "run.name.meeting": "meeting: how open both are at once, 0 to 1",
    "run.name.gain": "structural gain of the loop between the partners; above 1 it is vicious",
    "run.name.primary": "{name}: primary emotion, + too far, - too close",
    "run.name.secondary": "{name}: secondary emotion, + too far, - too close",
    "run.name.perception": "{name}: perception, + too far, - too close",
    "run.name.behavior": "{name}: behavior, + toward, - away",
    "run.name.openness": "{name}: openness, 0 to 1",
    "run.name.resentment": "{name}: resentment, 0 to 1",
    "run.name.unmet_need": "{name}: unmet need, 0 and more",
    "run.name.felt_security": "{name}: felt security, 0 to 1",
    "run.name.numbered": "{label} (number {number})",
    # -- where a run begins, and the command that runs it --------------------------------------
    "start.no-states": "This run holds no states, so no other can go on from it. Keep their columns, such "
    "as 'john.behavior'.",
    "start.other-people": "This is a run of other people: {theirs}. The case is about {ours}.",
    "start.and-others": "{names} and others",
    "start.none": "This holds no start. Write JSON, names of states with numbers, such as "
    "'{{\"john.behavior\": -0.5}}', or what 'negcycle simulate --json' printed.",
    "cli.help.simulate": "Run a cycle forward, once, and say what happens.",
    "cli.opt.plan": "A file with inputs over time, in place of those in the case.",
    "cli.opt.turns": "How long, in turns of one exchange; left out, 1000 after the last input that has a time.",
    "cli.opt.step": "The length of a step, in turns.",
    "cli.opt.run-start": "'calm', 'stuck', or a file: what simulate --json printed, a JSON of states "
    "with numbers, or a recorded run, to go on from its end. Left out, calm; for what-if, stuck.",
    "cli.opt.noise": "How strong chance is, from 0 to 1000; left out, what the case says.",
    "cli.opt.seed": "What the random numbers are made from; left out, it is drawn and told.",
    "cli.opt.step-check": "Run again with half the step, and say how much that changes.",
    "cli.opt.run-out": "A .csv or .nc file with the numbers, a .svg, .pdf, .png or .html picture, or "
    "a .txt file with words: those of the picture where --view asks for one, else the summary; - for "
    "standard output. May be given several times. Without it, the words are printed.",
    "cli.opt.run-to": "What to write to standard output with -o -; left out, csv.",
    "cli.opt.run-view": "What to show: {views}; several with commas. Left out, a picture is a time-course.",
    "cli.unknown-start": "'{name}' is neither a start nor a file.{hint}",
    "cli.unknown-run-format": "'{name}' is not a form of a run.{hint}",
    "cli.unknown-run-view": "'{name}' is not a view of a run.{hint}",
    "cli.stream-twice": "Standard input can be read once, and '-' is given several times. Give the rest as "
    "files.",
    "cli.json-and-stream": "--json and -o - would both write to standard output. Keep one of them.",
    "cli.to-without-stream": "--to is for standard output. Write -o - --to {form}, or -o with a name "
    "that ends in .{form}.",
    "cli.no-effect": "{option} has no effect on --view {views}. Leave it out, or ask for a view of the "
    "run, too, such as time-course.",
    "cli.no-numbers": "'{file}' would hold the numbers of one run, and --view {views} is not about one. "
    "Ask for a picture (svg, pdf, png, html) or words (txt), or leave out --view.",
    "cli.no-end": "--json tells how one run ends, and --view {views} is not about one. Leave one of "
    "them out.",
    "cli.seed-drawn": "Seed {seed}: with --seed {seed} the same happens again.",
}
