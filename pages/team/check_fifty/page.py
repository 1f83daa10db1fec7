"""Check fifty: staff label a random fifty comments of a load, blind to the machine's labels."""

import streamlit as st

from insight.roles import Action
from insight.store.queries import team
from pages import data
from pages.shell import gate
from pages.team.check_fifty import blind
from pages.team.comments.decisions import theme_names
from pages.ui import demonstration, finding

gate.staff_only(Action.LABEL)

samples = data.query(team.check_samples)
demonstration.banner(bool(samples["is_demonstration"].any()))
finding.title("Check fifty", blind.WHAT_TO_DO)
with st.expander("Why a random fifty"):
    finding.say(blind.WHAT_THIS_IS)
if samples.empty:
    finding.empty("Nothing to check", "A machine has given no comment a mood in this build.")
else:
    sample = blind.chosen_load(samples)
    done = blind.answered(sample)
    finding.heading("Label the next comment", blind.progress_sentence(sample, done))
    waiting = sample[~sample["comment_id"].isin(done)]
    if waiting.empty:
        finding.empty("All are labelled", blind.ALL_DONE)
    else:
        blind.label(next(waiting.itertuples()), theme_names())
