"""People's voice: from exports to tables that are safe to show."""
