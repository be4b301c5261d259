"""The studio: anpham in a browser, for people who never open a terminal.

A thin door, as ``cli`` is: pages, forms, sessions and a store of projects. What a piece is and
whether it is right is decided below, in ``api``. Needs the extra ``anpham[studio]``.

    serving      address, browser, processes, signals
    app          the application: routes, middleware, what lives as long as the server
    routing      an endpoint with the right that it asks for; a call with all that it needs
    pages/       one module a step: what is shown and what a form does
    work/        processes that preview, make, check and read papers, with limits
    security/    hosts and origins, headers, sessions, passwords, rights
    store/       projects, revisions, files, versions, people and the audit log, in SQLite
"""
