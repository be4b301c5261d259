"""A new campaign from an official paper: its folder, with a draft of all that its pieces say."""
