"""From a query to an `Answer`: one function for each shape a question can ask for, over a view of the knowledge. Pure."""
