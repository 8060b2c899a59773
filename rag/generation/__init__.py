"""A language model writes over what is quoted; nothing leaves this room unproven."""
