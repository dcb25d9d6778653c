"""The scoring methods, one a file; docs/how_to_add.md says how to add one."""
