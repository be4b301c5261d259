"""A web page that shows all materials, sizes and themes of a campaign."""
