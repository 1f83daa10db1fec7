"""One module per publisher's layout. READERS lists every layout, so nothing is hidden."""
