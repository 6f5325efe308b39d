"""Words and names: text to tokens, tokens to places, periods, topics and cues, exact before fuzzy. Pure."""
