"""A whole county to look at: real places of 紫金县, invented people, figures and work.

`load.load(progress)` builds it in one transaction, the same every time. Nothing here is used by a
real site; production refuses to start on it.
"""
