"""What goes into a run and what comes out: subjects, facts, lines, cards."""
