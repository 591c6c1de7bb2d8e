"""How hard a lever is to move: curvature of the cost of leaving the norm, one number a lever.

A stiffness k has no unit: it multiplies the reference-cost value of the flow that the lever scales.
Where a change of incentive is worth a share m of that value for one unit of the lever, the best
response goes (1 - altruism) x pass-through x m / k units, about 0.65 m / k. With a response e of the
flow to the lever, only e^2 / k can be told from what is published.

Nine were set against published responses, by way of an aggregate prototype or by the arithmetic their
source gives. For the others no response was found, or none was used: 2 for a share, 5 for a volume, with
wide ranges, so that money worth the whole flow moves a share by a third of a log-odds point and a volume
by an eighth.
"""

from abm.behaviour.catalogue import LEVERS

ALL = tuple(lever.stiffness_parameter for lever in LEVERS.values())
