"""How what we know is made safe for everybody and released: `python -m publishing --help`."""
