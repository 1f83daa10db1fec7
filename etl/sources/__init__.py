"""One module per publisher's layout. READERS lists every layout, so nothing is hidden."""

from etl.layout import Layout
from etl.sources import (
    boundaries,
    census,
    deprivation,
    explore_local_statistics,
    fingertips,
    health_index,
    heec,
    lait,
    lookups,
    msoa_life_expectancy,
    population,
    practice_deprivation,
    qof,
    smi_checks,
    talking_therapies,
    wider_determinants,
)

READERS: tuple[Layout, ...] = (
    *boundaries.LAYOUTS,
    *lookups.LAYOUTS,
    *deprivation.LAYOUTS,
    *population.LAYOUTS,
    *census.LAYOUTS,
    *wider_determinants.LAYOUTS,
    *msoa_life_expectancy.LAYOUTS,
    *fingertips.LAYOUTS,
    *explore_local_statistics.LAYOUTS,
    *lait.LAYOUTS,
    *health_index.LAYOUTS,
    *qof.LAYOUTS,
    *practice_deprivation.LAYOUTS,
    *smi_checks.LAYOUTS,
    *talking_therapies.LAYOUTS,
    *heec.LAYOUTS,
)
