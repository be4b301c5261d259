"""Ways to begin without a command line: a shortcut, and a folder for a USB stick.

    scripts      files that open the studio by a double click
    platforms    the systems that a bundle may be made for
    packages     the wheels that the studio needs on another system, fetched by pip
    own_wheel    our own wheel, from a checkout or from what is installed
    bundle       all of it as one ZIP

The scripts and the text beside them are in ``assets/studio/starter``.
"""
