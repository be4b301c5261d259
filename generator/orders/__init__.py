"""Orders: what is asked for, planned into jobs, made and saved."""
