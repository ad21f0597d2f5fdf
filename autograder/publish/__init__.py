"""What students and learning platforms receive, generated from what authors wrote."""
