"""数据: entering, importing and confirming what no record of the system can tell."""
