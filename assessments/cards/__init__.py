"""考核卡: what each subject has in a period, line by line, and the results of all."""
