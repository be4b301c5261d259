"""The data of a server: projects, revisions, files, versions, people, sessions, the audit log."""
