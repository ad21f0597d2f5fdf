exercise = "conv2d_backward"
belief = "averages grad_bias over images and places"
hint = "Your grad_bias is a mean. The bias was added at every place of every image: sum."
must_fail = ("bias_gradient", "bias_gradient_sums_over_images_and_places")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grads = right(grad_out, x, weight, stride, padding, dilation)
    return grads[0], grads[1], np.mean(grad_out, axis=(0, 2, 3))
