"""考核办法: a county's tables of rules, their versions, and editing and importing them."""
