"""An auto-graded course in convolutional neural networks."""
