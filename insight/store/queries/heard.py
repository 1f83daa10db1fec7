"""Questions about who was asked, who was heard, and what helps people get online."""

from __future__ import annotations

import pandas as pd

from insight.store.connection import Store


def activities(store: Store) -> pd.DataFrame:
    """Occasions on which people were asked or met, latest first.

    activity_id, organisation, organisation_type, area_code, area_name, start_date, end_date,
    date_label, method, topic, people_heard, people_count (NaN where it may not be shown, or was not
    stated), people_state ('shown', 'too few', 'not stated'), group_ids (list), group_names ('' for
    none), source, is_demonstration.
    """
    return store.query("activities")


def heard_by_area(store: Store) -> pd.DataFrame:
    """Who lives in each Place, then in the system, beside who was asked and heard there.

    area_code, area_name, area_type, people_count, core20_pct (edition 2025), activity_count and
    demonstration_activity_count (on record for exactly this area), comment_count (NaN when it may
    not be shown), state (as in voice_cell), is_demonstration (of the comments).
    """
    return store.query("heard_by_area")


def planned_activities(store: Store) -> pd.DataFrame:
    """Occasions to come on the day of the build, soonest first: activity_id, organisation,
    area_code, area_name, start_date, end_date, date_label, method, topic, is_demonstration."""
    return store.query("planned_activities")


def groups_heard(store: Store, area_code: str) -> pd.DataFrame:
    """Every group in order: activities in an area that reached it, and comments from it.

    group_id, group_name, heard_kind, sort_order, activity_count, demonstration_activity_count (for
    the system: anywhere), comment_count (NaN when it may not be shown), state, is_demonstration
    (of the comments). Groups overlap.
    """
    return store.query("groups_heard", area_code=area_code)


def survey_questions(store: Store) -> pd.DataFrame:
    """Questions that surveys asked, latest first.

    survey_id, survey_name, organisation, asked_date, question, is_panel (the survey or who asked
    is named as a panel), area_count, is_demonstration.
    """
    return store.query("survey_questions")


def survey_answers(store: Store, survey_id: str, asked: str) -> pd.DataFrame:
    """Answers to one question, as `asked`: Places, then the system; everyone, then groups.

    area_code, area_name, area_type, group_id, group_name, answer, answer_order, answer_count and
    base_count (NaN when they may not be shown), state, is_demonstration.
    """
    return store.query("survey_answers", survey_id=survey_id, asked=asked)


def panel_members(store: Store) -> pd.DataFrame:
    """Members of the Citizens' Panel by kind. Small counts are here: show `panel_shape` instead.

    kind (everyone, place, age_band, sex, ethnic_group, deprivation_quintile), category,
    member_count, weights (list, of those who have one), is_demonstration. Where there is a real
    panel, the demonstration is left out.
    """
    return store.query("panel_members")


def panel_census(store: Store) -> pd.DataFrame:
    """Residents by the same kinds, all but sex, by the latest census.

    kind, category, category_name, people. People aged 16 and over; by ethnic group all ages.
    """
    return store.query("panel_census")


def digital_exclusion(store: Store, edition: str) -> pd.DataFrame:
    """Every neighbourhood of 2011 with its risk of digital exclusion, highest score first.

    area_code, area_name, msoa_name, ward_name, place_code, place_name, score (0 to 10),
    period_label, is_core20 (in the deprivation edition asked for; NA where the neighbourhood was
    cut up since and its parts disagree), older_pct (residents aged 65 and over, 0 to 100),
    rural_urban, is_rural.
    """
    return store.query("digital_exclusion", edition=edition)


def resources(store: Store, subject_id: str) -> pd.DataFrame:
    """What can help on one subject, by Place.

    resource_id, resource_name, kind, area_code, area_name, neighbourhood_code (None where not
    known), msoa_name (''), what, run_by, is_demonstration.
    """
    return store.query("resources", subject_id=subject_id)
