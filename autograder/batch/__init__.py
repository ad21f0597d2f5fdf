"""Which submissions, in what order, on which executor; what is already done, and how to go on."""
