"""Free texts that a person reads before anybody but staff sees them."""

from __future__ import annotations

import re

TAKEN_OUT = re.compile(r"\[[^\]]*\]")  # what redaction leaves in place of personal details
# What stands in place of words nobody has read, and of words a person decided against.
HELD = "[held until a person has read it]"
REFUSED = "[left out: a person read it and decided against]"
NOT_SHOWN = (HELD, REFUSED)
# What stands in place of answers to a survey that are not told apart: our words, which need no
# reading.
ANSWERS_NOT_GIVEN = "Other answers, not given in the file"
ANSWERS_OF_FEW = "Other answers, each of few people"
OUR_WORDS = (ANSWERS_NOT_GIVEN, ANSWERS_OF_FEW)
STATES = ("held", "approved", "corrected", "refused", "private")
MAY_BE_SHOWN = ("approved", "corrected")  # of these states; in SQL too, as a list
THE_RULE = (
    "Personal details that a machine recognises are taken out; a person reads every text before it"
    " is shown."
)
# Table and column of the store → what a text there is, in words.
NAMES = {
    ("comment", "comment_text"): "Comment",
    ("comment", "organisation"): "Comment: who heard it",
    ("response", "said"): "You said, we did: what was said",
    ("response", "decision"): "You said, we did: decision",
    ("response", "action"): "You said, we did: action",
    ("response", "owner_role"): "You said, we did: whose job",
    ("response", "status_reason"): "You said, we did: why",
    ("idea", "challenge"): "Idea: the challenge",
    ("idea", "idea_text"): "Idea",
    ("idea", "stage_reason"): "Idea: why",
    ("engagement_activity", "organisation"): "Activity: who did it",
    ("engagement_activity", "topic"): "Activity: what was asked",
    ("engagement_activity", "people_heard"): "Activity: who took part",
    ("engagement_activity", "source"): "Activity: known from",
    ("resource", "resource_name"): "Resource: its name",
    ("resource", "what"): "Resource: what it offers",
    ("resource", "run_by"): "Resource: who runs it",
    ("survey_result", "survey_name"): "Survey: its name",
    ("survey_result", "organisation"): "Survey: who asked",
    ("survey_result", "question"): "Survey: question",
    ("survey_result", "answer"): "Survey: answer",
    ("promotion", "reason"): "Theme put forward: why",
}

# Table of the store → what its texts are called as a kind.
KINDS = {
    "response": "You said, we did",
    "idea": "Ideas",
    "engagement_activity": "Activities",
    "resource": "Resources",
    "survey_result": "Surveys",
    "promotion": "Themes put forward",
    "comment": "Comments",
}
