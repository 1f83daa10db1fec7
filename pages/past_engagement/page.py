"""Asked before: what people have been asked, of whom and when, to search before asking again."""

from insight.findings.past_engagement import past_engagement
from insight.language.sentences import engagement as words
from pages import data
from pages.past_engagement import sections
from pages.ui import demonstration, finding

past = data.shared(past_engagement)
finding.title("Search before you ask again", past.sentence)
finding.say(words.ASKED_BEFORE)
with demonstration.section(past.is_demonstration):
    sections.searchable_list(past)
