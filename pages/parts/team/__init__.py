"""Parts of the pages for staff: only pages/team may use them."""
