"""Results of a preflight: facts, findings in order, repetitions condensed."""
