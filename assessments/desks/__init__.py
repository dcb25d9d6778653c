"""首页: the first page of each role, finding, and what waits for whom."""
