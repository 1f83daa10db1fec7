"""How what we know is made safe and released: `python -m publishing --help`."""
