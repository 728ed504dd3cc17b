"""What a release is made with, and what it is tried with before it goes out. Run by make; see docs/releasing.md."""
