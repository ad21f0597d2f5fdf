"""A made-up class whose marks are known: people, what they wrote, how they handed it in."""
