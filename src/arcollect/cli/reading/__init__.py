"""Reading a command line by the declaration of its command: quickly where it is plain, else by Typer."""
