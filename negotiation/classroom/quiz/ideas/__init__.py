"""Ideas asked about before the games and after the lesson, one file each."""
