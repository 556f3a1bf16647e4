"""When people and groups are free, and on which conditions people can be asked."""
