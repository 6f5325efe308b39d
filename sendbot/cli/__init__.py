"""The command line: ask, check, load, doctor, and the console chat. Edges: they read clocks, files and streams."""
