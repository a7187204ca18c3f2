"""From the words of a phrase to the excuses in it; standard library only."""
