"""The causal loop diagram of any graph: who moves what, which way, and where it comes round."""

from __future__ import annotations
