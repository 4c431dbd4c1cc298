"""Sentences of graphs, and what is assumed where a file leaves it open."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- graph -------------------------------------------------------------------------------
    "graph.node-twice": "The node {name} is named twice. Give each node a name of its own.",
    "graph.unknown-node": "A link uses {name}, and no node is called this.",
    "graph.not-between-stations": "'{source}' cannot be linked to '{target}': links run between "
    "stations of this graph.",
    "graph.no-such-node": "No node is called '{name}'.{hint}",
    "graph.no-such-format": "No format is called '{name}' here.{hint}",
    "graph.formats": " Choose from: {formats}.",
    "graph.title-cycle": "A negative cycle: {names}",
    "graph.title-signed": "A signed graph",
    "graph.described": "Nodes: {nodes}. Links: {links}. Plus means that the target goes the same way "
    "as the source, minus that it goes the other way.",
    "graph.too-large": "This is larger than {limit} MB. Take out what does not belong to the graph.",
    "graph.too-large-file": "'{file}' is larger than {limit} MB. Take out what does not belong to the "
    "graph.",
    "graph.too-many-links": "This graph has more than {limit} links, and so many are not read.",
    "graph.not-utf-8": "This is not text in UTF-8. Save it as UTF-8.",
    "graph.not-json": "Line {line}, column {column}: this is not JSON from here on.",
    "graph.too-deep": "This is nested too deeply for a graph.",
    "graph.not-finite": "Some number here is not finite, or far too long. Write plain numbers.",
    "graph.not-node-link": "This is not a graph in node-link form. It is an object with 'nodes' and "
    "'edges', each a list of objects.",
    "graph.not-sd-json": "This is not SD-JSON. It is an object with 'variables' and 'relationships', "
    "each a list of objects.",
    "graph.not-graphml": "This is not GraphML. It begins with 'graphml', and holds a 'graph'.",
    "graph.not-xml": "Line {line}, column {column}: this is not XML from here on.",
    "graph.dtd": "This XML declares a document type or entities, which are not read. Take out the "
    "'<!DOCTYPE' part.",
    "graph.hyperedge": "This graph holds an edge between more than two nodes. Write it as links "
    "between two.",
    "graph.undirected": "The links of this graph have no direction. Save it as a directed graph.",
    "graph.not-a-name": "{where}: {value} cannot be a name. Write words, at most {limit} characters, "
    "without control characters.",
    "graph.not-a-number": "{where}: {value} is not a number. Write it in digits, such as 0.5.",
    "graph.negative-delay": "{where}: a delay of {value} lies before the start. Write 0 or more.",
    "graph.not-a-sign": "{where}: {value} is not a sign. Write '+', '-', or '?' where it is unknown.",
    "graph.two-signs": "{where}: the sign {sign} and the weight {weight} contradict each other. Keep "
    "one of the two signs.",
    "graph.matrix-space": "A matrix cannot hold the name {name}: it begins or ends with a space. "
    "Take the space out, or choose another format.",
    "graph.matrix-parallel": "A matrix holds one link from {source} to {target}, and this graph has "
    "several. Choose another format.",
    "graph.matrix-unknown": "A matrix cannot hold the link from {source} to {target}: its sign is not "
    "known. Choose another format.",
    "graph.matrix-empty": "This matrix is empty. Begin with '{corner}' and the names of the targets.",
    "graph.matrix-corner": "Row 1, column 1: {value} stands where '{corner}' is expected. Write a row "
    "for each source and a column for each target.",
    "graph.matrix-quotes": "Line {line}: the quotes do not match, or a cell is far too long.",
    "graph.matrix-ragged": "Row {row}: there are {count} cells, and {expected} are expected.",
    "graph.matrix-twice": "{where}: {name} is named already: {first}. Give each node one row and one "
    "column.",
    "graph.matrix-cell": "{where}: {value} is not a weight. Write a number such as -0.5, '+', '-', or "
    "nothing for no link.",
    "testing.missing": "negcycle.testing needs Hypothesis. Install it with: "
    "pip install 'negcycle[testing]'",
    # -- graph: what is assumed where the file leaves it open --------------------------------
    "assume.same-for-any": "These numbers would be the same for any couple with these positions and assumptions.",
    "assume.direction": "It is not known which way {name} moves in this cycle; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.direction-reach": "{name} reaches in this cycle, which is neither to pursue nor to withdraw; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.direction-of-others": "It is not known which way everybody moves in this cycle; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.toward": "{name} moves toward somebody who moves away; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.away": "{name} moves away from somebody who moves toward; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.both-away": "Everybody moves away; assumed: alone, {name} pulls away; crowded, {name} pushes back.",
    "assume.both-toward": "Everybody pushes; assumed: crowded, {name} pushes back; alone, {name} pulls away.",
    "assume.needs": "Assumed needs for closeness: {toward:g} for who moves toward, {away:g} for who moves away. Such a difference is human.",
    "assume.equal-needs": "Assumed: all need as much closeness as each other ({need:g}).",
    "assume.sizes": "Assumed and not measured ({set}): {sizes}.",
    "assume.first-alone": "Assumed: {name} is the first to feel alone.",
    "assume.lingers": "With these numbers nothing holds them in the cycle for good; the run begins where they linger longest.",
    "assume.adds-up": "Assumed: with more than two people, what each of them brings adds up.",
}
