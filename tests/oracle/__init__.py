"""A second, slow and plain reading of the scoring language, to check the engine against."""
