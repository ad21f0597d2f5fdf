exercise = "avg_pool2d_forward"
belief = "divides by the square of the window's height"
hint = "A window of 2x3 has six elements: height times width, not height squared."
must_fail = ("average_settings_differ_by_axis",)
change = (
    (
        "out /= _divisor(x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad)",
        (
            "whole = kernel_size[0] ** 2\n"
            "    part = _divisor(x.shape[2:], kernel_size, stride, padding, out_size, False)\n"
            "    out /= whole if count_include_pad else part"
        ),
    ),
)
