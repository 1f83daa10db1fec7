"""What a release is checked for, the pages around releases, and what renders a release: one place
says so, for commands and pages alike. Without checks nothing is submitted."""

from publishing.gate.checks import gate
from publishing.releases.gate import Gate
from publishing.releases.submission import Render, Shown
from publishing.releases.web_root import SitePages
from publishing.site import around, figures

GATE: Gate = gate
PAGES: SitePages = around.pages
RENDER: Render = figures.render_newest
SHOWN: Shown = figures.page_figure
