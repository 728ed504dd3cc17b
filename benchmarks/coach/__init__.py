"""How good the coach's advice is: its regret on fifty stored positions, beside the computer player and doing nothing."""
