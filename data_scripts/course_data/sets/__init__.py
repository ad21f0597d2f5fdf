"""What each data set is, where it comes from and how it is laid out."""
