"""How good the coach's advice is: regret on fifty stored positions, beside the computer player and doing nothing."""
