"""The six stages, one file each: a task times and counts, and hands frames to transforms, expectations, warehouse."""
