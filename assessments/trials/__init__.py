"""试算: who would move if another table were in force; nothing is stored."""
