"""A typed grammar of questions: a chart parser that knows nothing of inspections, and the rules that do."""
