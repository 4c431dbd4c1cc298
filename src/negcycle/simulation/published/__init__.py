"""Models of couples from the literature, one a file, each as a `Model` with its reference."""

from __future__ import annotations

from negcycle.simulation.published.base import PublishedFlow, PublishedMap, PublishedModel
from negcycle.simulation.published.felmlee import Felmlee
from negcycle.simulation.published.fuzzy_cognitive_map import FuzzyCognitiveMap
from negcycle.simulation.published.gone_with_the_wind import GoneWithTheWind
from negcycle.simulation.published.gottman_murray import GottmanMurray
from negcycle.simulation.published.influence import Bilinear, Damped, Influence, Ojive, Repaired
from negcycle.simulation.published.laura_petrarch import LauraPetrarch
from negcycle.simulation.published.liebovitch import Liebovitch
from negcycle.simulation.published.oscillators import CoupledOscillators
from negcycle.simulation.published.rey import Rey
from negcycle.simulation.published.richardson import Richardson
from negcycle.simulation.published.rinaldi import RinaldiLinear, RinaldiSecure
from negcycle.simulation.published.sprott import SprottTriangle
from negcycle.simulation.published.squash import alogistic
from negcycle.simulation.published.strogatz import Strogatz
from negcycle.simulation.published.symptoms import SymptomMeanField
from negcycle.simulation.published.temporal_causal import TemporalCausal

PUBLISHED: dict[str, type[PublishedModel]] = {
    "gottman-murray": GottmanMurray,
    "strogatz": Strogatz,
    "sprott": SprottTriangle,
    "felmlee": Felmlee,
    "richardson": Richardson,
    "rinaldi-linear": RinaldiLinear,
    "rinaldi-secure": RinaldiSecure,
    "laura-petrarch": LauraPetrarch,
    "gone-with-the-wind": GoneWithTheWind,
    "liebovitch": Liebovitch,
    "coupled-oscillators": CoupledOscillators,
    "rey": Rey,
    "temporal-causal": TemporalCausal,
    "fuzzy-cognitive-map": FuzzyCognitiveMap,
    "symptoms": SymptomMeanField,
}
"""Every published model by a short name."""

__all__ = [
    "PUBLISHED",
    "PublishedModel",
    "PublishedFlow",
    "PublishedMap",
    "GottmanMurray",
    "Influence",
    "Bilinear",
    "Ojive",
    "Repaired",
    "Damped",
    "Strogatz",
    "SprottTriangle",
    "Felmlee",
    "Richardson",
    "RinaldiLinear",
    "RinaldiSecure",
    "LauraPetrarch",
    "GoneWithTheWind",
    "Liebovitch",
    "CoupledOscillators",
    "Rey",
    "TemporalCausal",
    "alogistic",
    "FuzzyCognitiveMap",
    "SymptomMeanField",
]
