"""What a release is checked for, and the pages around releases: one place says so, for commands and
pages alike. Without checks nothing is submitted."""

from publishing.gate.checks import gate
from publishing.releases.command import no_pages
from publishing.releases.gate import Gate
from publishing.releases.web_root import SitePages

GATE: Gate = gate
PAGES: SitePages = no_pages
