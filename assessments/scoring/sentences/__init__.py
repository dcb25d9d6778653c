"""Why a line got its points, in words."""
