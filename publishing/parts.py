"""What a release is checked for, and the pages around releases: one place says so, for commands and
pages alike. Without checks nothing is submitted."""

from publishing.releases.command import no_gate, no_pages
from publishing.releases.gate import Gate
from publishing.releases.web_root import SitePages

GATE: Gate = no_gate
PAGES: SitePages = no_pages
