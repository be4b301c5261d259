"""Print files: profiles, page boxes, marks, output intents, structure. Nothing of the content."""
