"""The scoring methods, one a file; docs/how_to_add_method.md says how to add one."""
