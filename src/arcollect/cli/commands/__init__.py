"""The commands, a file a noun: each parses, calls what does the job, and shows the answer."""
