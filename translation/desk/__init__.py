"""What waits for translators: the list of tasks, how one starts, and where staff see how a page stands."""
