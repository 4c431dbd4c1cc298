"""From what acts on couples to the numbers by which a kernel steps them forward."""

from __future__ import annotations

import numpy as np

from negcycle.graph.cycle_graph import Kind
from negcycle.simulation.many.kernels.layout import Tables
from negcycle.simulation.many.values import Values
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.system import System


def numbers_of(tables: Tables, values: Values, inputs: Inputs, step: float) -> Array:
    """Return the numbers of couples, row by row as `layout.Rows` has them.

    Args:
        tables: The compiled cycle.
        values: Its numbers for these couples.
        inputs: What acts on them.
        step: Turns of one step.

    Returns:
        Shape ``(n_rows, width)``; one wide where all that is given is the same for all couples.
    """
    system, rows = tables.system, tables.rows
    acting = (inputs.felt, inputs.help, inputs.stress, inputs.contact, inputs.offer)
    width = max(one.shape[-1] for one in (*values, *acting))
    made = np.empty((rows.end, width))
    stress = inputs.stress**0.25
    bias = _bias(system, values, inputs, width)
    for r, (place, _, _, chance) in enumerate(tables.reactions):
        state = system.states[int(place)]
        made[rows.moved + r] = 1 - np.exp(-step / values.taus[place])
        made[rows.bias + r] = stress[state.partner] * bias[place]
        if chance >= 0:
            made[rows.bias + r] += inputs.felt[state.partner]
    for n, k in enumerate(tables.order):
        one = system.influences[k]
        contact = 1.0 if one.contact is None else inputs.contact[one.contact]
        owner = system.states[one.target].partner
        made[rows.weight + n] = stress[owner] * values.weights[k] * contact
    for b, place in enumerate(tables.slow):
        state = system.states[place]
        made[rows.per_step + b] = step / values.taus[place]
        made[rows.help + b] = inputs.help[state.partner] if state.kind is Kind.OPENNESS else 0.0
    for n, k in enumerate(tables.flow_order):
        flow = system.flows[k]
        runs = _runs(system, k, inputs)
        made[rows.base + n] = runs if flow.rest else 0.0
        made[rows.rate + n] = runs * (-values.flows[k] if flow.rest else values.flows[k])
    keeps = np.exp(-step / values.tau_noise[0])
    made[rows.keeps] = keeps
    made[rows.fresh] = values.noise[0] * np.sqrt(1 - keeps**2)
    for n, k in enumerate(tables.late):
        steps = values.delays[k] / step
        part = steps - np.floor(steps)
        made[rows.part + n] = np.where(part < 1e-9, 0.0, part)
    return made


def steps_back(tables: Tables, values: Values, step: float, width: int) -> Array:
    """Return how many whole steps each late influence looks back. Shape ``(n_late, width)``."""
    made = np.empty((len(tables.late), width))
    for n, k in enumerate(tables.late):
        made[n] = np.floor(values.delays[k] / step)
    return made


def _bias(system: System, values: Values, inputs: Inputs, width: int) -> Array:
    """Return what each state gets from needs and offers. Shape ``(n_states, width)``."""
    missing = np.zeros((len(system.people), width))
    for i, j in system.directed:
        missing[i] += values.needs[i] - inputs.offer[i, j] * values.needs[j]
    bias = np.zeros((len(system.states), width))
    for n, one in enumerate(system.landings):
        bias[one.target] += values.landings[n] * missing[one.partner]
    return bias


def _runs(system: System, k: int, inputs: Inputs) -> Array | float:
    """Return 1 while those whom a flow needs are in contact, else 0. Shape ``(width,)`` or one."""
    flow = system.flows[k]
    if flow.contact is None:
        return 1.0
    if flow.contact == "anybody":
        me = system.states[flow.target].partner
        others = [inputs.contact[me, j] for i, j in system.directed if i == me]
        return np.max(others, axis=0) if others else 1.0
    runs: Array = inputs.contact[flow.contact]
    return runs
