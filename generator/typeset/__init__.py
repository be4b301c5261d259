"""From words and fonts to lines: measuring, breaking, copyfitting. All lengths are in em."""
