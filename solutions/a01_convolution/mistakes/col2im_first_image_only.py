exercise = "col2im"
belief = "fills the first image only"
hint = "Only your first image is filled. Every image of the batch has its own columns."
must_fail = ("images_of_several_channels", "images_where_a_kernel_just_fits")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    images = right(columns, output_size, kernel_size, stride, padding, dilation)
    images[1:] = 0
    return images
