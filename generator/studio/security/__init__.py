"""Who may call, from where, and with what: hosts, origins, headers, sessions, passwords."""
