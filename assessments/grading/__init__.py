"""计分: runs that write cards, and publishing and correcting them under two signatures."""
