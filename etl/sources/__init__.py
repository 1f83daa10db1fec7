"""One module per publisher's layout. READERS lists every layout, so nothing is hidden.

VOICE lists the readers of people's voice; what their columns are called is in the catalogue.
"""

from collections.abc import Callable

import pandas as pd

from etl.layout import Layout
from etl.sources import (
    boundaries,
    census,
    deprivation,
    explore_local_statistics,
    fingertips,
    fingertips_next,
    health_index,
    heec,
    lait,
    linked_records,
    lookups,
    msoa_life_expectancy,
    nhs_activity,
    population,
    postcodes,
    practice_deprivation,
    practice_deprivation_score,
    practice_map,
    practice_surveys,
    qof,
    registered_patients,
    smi_checks,
    talking_therapies,
    voice_engagement_activity,
    voice_feedback,
    voice_ideas,
    voice_panel,
    voice_resources,
    voice_responses,
    voice_survey,
    waiting_list,
    wider_determinants,
)
from etl.sources.census_tables import census_layouts
from etl.sources.deprivation_measures import measures_layouts
from etl.voice.template import Template, template
from etl.voice.voice_rows import VoiceRows
from insight.reference.catalogue import Catalogue

READERS: tuple[Layout, ...] = (
    *boundaries.LAYOUTS,
    *lookups.LAYOUTS,
    *deprivation.LAYOUTS,
    *population.LAYOUTS,
    *postcodes.LAYOUTS,
    *census.LAYOUTS,
    *wider_determinants.LAYOUTS,
    *msoa_life_expectancy.LAYOUTS,
    *fingertips.LAYOUTS,
    *fingertips_next.LAYOUTS,
    *explore_local_statistics.LAYOUTS,
    *lait.LAYOUTS,
    *health_index.LAYOUTS,
    *qof.LAYOUTS,
    *practice_map.LAYOUTS,
    *practice_deprivation.LAYOUTS,
    *practice_deprivation_score.LAYOUTS,
    *practice_surveys.LAYOUTS,
    *registered_patients.LAYOUTS,
    *nhs_activity.LAYOUTS,
    *waiting_list.LAYOUTS,
    *smi_checks.LAYOUTS,
    *talking_therapies.LAYOUTS,
    *heec.LAYOUTS,
    *linked_records.LAYOUTS,
)

VOICE: dict[str, Callable[[VoiceRows], pd.DataFrame]] = {
    "feedback": voice_feedback.read,
    "survey": voice_survey.read,
    "panel": voice_panel.read,
    "engagement_activity": voice_engagement_activity.read,
    "ideas": voice_ideas.read,
    "responses": voice_responses.read,
    "resources": voice_resources.read,
}


def voice_layouts(catalogue: Catalogue) -> tuple[Template, ...]:
    """Layouts of people's voice."""
    return tuple(template(each, VOICE[name]) for name, each in catalogue.voice_layouts.items())


def layouts(catalogue: Catalogue) -> tuple[Layout, ...]:
    """Every layout there is."""
    return (
        *READERS,
        *measures_layouts(catalogue),
        *census_layouts(catalogue),
        *voice_layouts(catalogue),
    )
