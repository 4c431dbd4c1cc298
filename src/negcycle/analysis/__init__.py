"""What it means: questions asked of a graph, a model or a run."""
