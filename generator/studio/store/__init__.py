"""What a server keeps: projects, revisions, files, versions, people, sessions, the audit log."""
