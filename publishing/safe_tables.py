"""Which tables of the store anybody may see, and which rows of them.

Every table of the schema is named here, with one of two words: what is copied, or why it stays. A
table that nobody has thought of stops the command. Texts are safe before they come here: the build
puts no words into these tables that a person has not approved (see etl/voice/approval.py), and no
count that is too small (see insight/statistics/disclosure).
"""

from __future__ import annotations

# Files of what people said. How many of their rows were read, or refused, would tell of counts
# that are hidden; what nobody recognises may be such a file, and may be called after a person.
# What a file of figures is called, and the headings in it, somebody typed: a machine takes personal
# details out of these (without_details, see public_store). Nobody reads a cell that was refused.
OF_FIGURES = (
    "SELECT * REPLACE (without_details(path) AS path, without_details(note) AS note)"
    " FROM {store}.source_file"
    " WHERE layout IS NOT NULL AND layout NOT LIKE 'voice!_%' ESCAPE '!' AND source_id IS NOT NULL"
)
REFUSED = (
    "SELECT * REPLACE ('' AS raw_text, without_details(column_name) AS column_name,"
    " without_details(reason) AS reason) FROM {store}.rejected_row"
)
# An id made of a person's own words could be tried out with words that somebody guesses.
QUOTES = (
    "SELECT * REPLACE (left(sha256(quote_text || area_code), 16) AS comment_id)"
    " FROM {store}.quote ORDER BY comment_id"
)
NO_FILE = "SELECT * REPLACE ('' AS source_file_id) FROM {store}.{table}"
WHOLE = "SELECT * FROM {store}.{table}"

SAFE: dict[str, str] = {
    **dict.fromkeys(
        (
            *("area", "neighbourhood", "centre", "area_change", "postcode", "deprivation"),
            *("practice_deprivation", "indicator", "population_group", "observation"),
            *(
                "denominator",
                "resident_age",
                "figure_flag",
                "indicator_coverage",
                "authority_position",
            ),
            *("system_estimate", "group_figure", "inequality", "gap_change", "authority_profile"),
            *("similar_area", "place_priority", "priority_indicator", "source", "map_layer"),
            *("theme", "heard_group", "subject", "subject_link", "theme_model"),
            *("voice_cell", "voice_source", "release_answer", "promotion", "activity_group"),
        ),
        WHOLE,
    ),
    **dict.fromkeys(
        (
            *("survey_result", "engagement_activity", "planned_activity", "idea", "response"),
            "resource",
        ),
        NO_FILE,
    ),
    "source_file": OF_FIGURES,
    "rejected_row": f"{REFUSED} SEMI JOIN ({OF_FIGURES}) USING (source_file_id)",
    "quote": QUOTES,
    # A sample smaller than was wanted would say how many comments its load has.
    "label_check": "SELECT * FROM {store}.label_check WHERE sample_count >= 50",
    "build": "SELECT * REPLACE (true AS is_public) FROM {store}.build",
}

# Left out whole → why, as the report says it.
LEFT_OUT: dict[str, str] = {
    "comment": "what people said one by one is for staff",
    "comment_group": "which groups a person belongs to is for staff",
    "comment_theme": "labels of single comments are for staff",
    "comment_original": "people's words as they came in are for the build alone",
    "free_text": "texts that wait for somebody to read them are for staff",
    "protected_count": "counts that are hidden to protect others are never shown",
    "check_sample": "which comments people labelled blind is for staff",
    "safeguarding": "comments that suggest a risk of harm are for staff",
    "panel_member": "members of the Citizens' Panel are never shown one by one",
    "redaction": "how many personal details a file held is for staff",
}

# Copied in part → why the rest is not, as the report says it.
IN_PART: dict[str, str] = {
    "label_check": "checks of small loads would say how many comments these have",
    "source_file": "files of what people said, or that nobody recognised, are for staff",
    "rejected_row": "refused rows of those files are for staff",
}
