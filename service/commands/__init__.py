"""The commands of `chorus`, a file per kind of work."""
