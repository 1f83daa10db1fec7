"""Numbers in words, and sentences that claim only what a test has shown."""
