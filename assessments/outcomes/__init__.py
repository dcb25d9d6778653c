"""结果运用: proposals that results give rise to, and the decision of a person on each."""
