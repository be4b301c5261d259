"""Orders: options read, jobs planned, pieces made, checked and saved."""
