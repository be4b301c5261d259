"""The peers' posters, each made the way its own handbook would have it made for many documents."""
