"""A comparison as text: for a terminal, a comment, a page, a program, a build log. Pure functions; nothing is written here."""
