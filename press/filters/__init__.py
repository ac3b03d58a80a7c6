"""What visitors of the newsroom ask for: the form, what it comes to, how much there is of each option, and the
answers."""
