"""What you can check yourself. More tests run when your work is graded."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.feedback import expect

max_forward = pytest.mark.exercise("max_pool2d_forward")
max_backward = pytest.mark.exercise("max_pool2d_backward")
avg_forward = pytest.mark.exercise("avg_pool2d_forward")
avg_backward = pytest.mark.exercise("avg_pool2d_backward")

SQUARE = [[1.0, 3, 2, 4], [5, 6, 1, 2], [3, 2, 8, 1], [4, 1, 3, 7]]
PLANE = [[4.0, 2, 7, 1, 3], [0, 9, 5, 6, 2], [8, 1, 3, 4, 6]]


def image(rows):
    """Make one image of one channel."""
    return np.array(rows, dtype=np.float64)[None, None]


@max_forward
def test_max_of_each_window(student):
    """Windows of 2x2 side by side; the stride is the window's size unless you say otherwise."""
    expect(student.max_pool2d_forward(image(SQUARE), 2)).close_to(image([[6, 4], [4, 8]]))
    answer = student.max_pool2d_forward(image(PLANE), 2)
    expect(answer).close_to(image([[9, 7]]))
    answer = student.max_pool2d_forward(image(PLANE), (1, 2))
    expect(answer).close_to(image([[4, 7], [9, 6], [8, 4]]))


@max_forward
def test_max_of_overlapping_windows(student):
    """With stride 1 neighbouring windows share pixels."""
    answer = student.max_pool2d_forward(image(PLANE), (2, 3), stride=1)
    expect(answer).close_to(image([[9, 9, 7], [9, 9, 6]]))


@max_forward
def test_max_strides_differ_by_axis(student):
    """A pair holds rows, then columns."""
    answer = student.max_pool2d_forward(image(PLANE), 2, (1, 2))
    expect(answer).close_to(image([[9, 7], [9, 6]]))
    answer = student.max_pool2d_forward(image(PLANE), (3, 1), (2, 2))
    expect(answer).close_to(image([[8, 7, 6]]))


@max_forward
def test_max_padding_never_wins(student):
    """Where all pixels are negative, the largest of them wins, not the padding."""
    answer = student.max_pool2d_forward(image([[-4, -2, -7], [-5, -9, -1]]), 2, 2, 1)
    expect(answer).close_to(image([[-4, -2], [-5, -1]]))


@max_forward
def test_max_of_published_numbers(student):
    """Two images of three channels that rise evenly (the check of Stanford's CS231n)."""
    x = np.linspace(-0.3, 0.4, 96).reshape(2, 3, 4, 4)
    expected = x[:, :, 1::2, 1::2].copy()  # the values rise, so the last of each window wins
    expected[0, 0] = [[-0.26315789, -0.24842105], [-0.20421053, -0.18947368]]
    expected[1, 2] = [[0.32631579, 0.34105263], [0.38526316, 0.4]]
    # 1e-7: the published numbers have eight digits
    expect(student.max_pool2d_forward(x, 2, 2)).close_to(expected, rtol=1e-7, atol=1e-8)


@max_forward
def test_max_refuses_windows_that_do_not_fit(student):
    """Five rows do not fit into three; padding makes room for them."""
    answer = student.max_pool2d_forward(image(PLANE), (5, 2), 2, (1, 0))
    expect(answer).close_to(image([[9, 7]]))
    expect.raises(ValueError, student.max_pool2d_forward, image(PLANE), (5, 2), 2)


@max_backward
def test_gradient_goes_to_the_winner(student):
    """Each window's gradient lands on its largest pixel, all others get nothing."""
    answer = student.max_pool2d_backward(image([[10, -20]]), image(PLANE), 2)
    expected = [[0, 0, -20, 0, 0], [0, 10, 0, 0, 0], [0, 0, 0, 0, 0]]
    expect(answer).close_to(image(expected))


@max_backward
def test_gradient_accumulates_where_windows_overlap(student):
    """The 9 wins four windows of 2x3 and receives the sum of their gradients."""
    answer = student.max_pool2d_backward(
        image([[1, 20, 300], [4000, 50000, 600000]]), image(PLANE), (2, 3), 1
    )
    expected = [[0, 0, 300, 0, 0], [0, 54021, 0, 600000, 0], [0, 0, 0, 0, 0]]
    expect(answer).close_to(image(expected))


@max_backward
def test_first_of_equals_wins(student):
    """Of equal pixels the first in row-major order takes all: row by row, from the left."""
    tied = image([[1, 5, 2], [5, 5, 5]])
    answer = student.max_pool2d_backward(image([[3, 4]]), tied, 2, 1)
    expect(answer).close_to(image([[0, 7, 0], [0, 0, 0]]))
    answer = student.max_pool2d_backward(image([[8]]), image([[1, 2], [2, 1]]), 2)
    expect(answer).close_to(image([[0, 8], [0, 0]]))


@max_backward
def test_padding_takes_no_gradient(student):
    """A window half on the padding gives its gradient to a pixel; the border is cut off."""
    negative = image([[-4, -2, -7], [-5, -9, -1]])
    answer = student.max_pool2d_backward(image([[1, 2], [3, 4]]), negative, 2, 2, 1)
    expect(answer).close_to(image([[1, 2, 0], [3, 0, 4]]))


@max_backward
def test_inputs_are_kept(student):
    """x and grad_out are the caller's: nothing is written into them."""
    student.max_pool2d_backward(image([[1, 2], [3, 4]]), image(SQUARE), 2)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@avg_forward
def test_average_of_each_window(student):
    """Add up a window, divide by its size."""
    answer = student.avg_pool2d_forward(image(SQUARE), 2)
    expect(answer).close_to(image([[3.75, 2.25], [2.5, 4.75]]))
    answer = student.avg_pool2d_forward(image(PLANE), (3, 2), stride=(1, 1))
    expect(answer).close_to(image([[4, 4.5, 26 / 6, 22 / 6]]))


@avg_forward
def test_padding_counts_in_the_average(student):
    """The zeros of the padding are elements of the window like any other."""
    answer = student.avg_pool2d_forward(image([[4, 8], [12, 16]]), 2, 2, 1)
    expect(answer).close_to(image([[1, 2], [3, 4]]))


@avg_forward
def test_padding_may_be_left_out_of_the_average(student):
    """count_include_pad=False divides by the pixels that lie on the image."""
    x = image([[4, 8, 3], [12, 16, 5]])
    answer = student.avg_pool2d_forward(x, 2, 2, 1, count_include_pad=False)
    expect(answer).close_to(image([[4, 5.5], [12, 10.5]]))
    answer = student.avg_pool2d_forward(x, 2, 1, (0, 1), False)
    expect(answer).close_to(image([[8, 10, 8, 4]]))


@avg_backward
def test_average_shares_the_gradient(student):
    """Each of the four pixels of a window gets a quarter."""
    x = np.zeros((1, 1, 2, 5))
    answer = student.avg_pool2d_backward(image([[8, -4]]), x, 2)
    expect(answer).close_to(image([[2, 2, -1, -1, 0], [2, 2, -1, -1, 0]]))


@avg_backward
def test_shares_accumulate_where_windows_overlap(student):
    """The middle column belongs to both windows of width 2."""
    x = np.ones((1, 1, 2, 3))
    answer = student.avg_pool2d_backward(image([[4, 12]]), x, 2, stride=1)
    expect(answer).close_to(image([[1, 4, 3], [1, 4, 3]]))


@avg_backward
def test_shares_on_the_padding_are_dropped(student):
    """With the padding counted a corner pixel gets a quarter, without it gets all."""
    x, grad_out = image([[4, 8], [12, 16]]), image([[1, 2], [3, 4]])
    answer = student.avg_pool2d_backward(grad_out, x, 2, 2, 1)
    expect(answer).close_to(image([[0.25, 0.5], [0.75, 1]]))
    answer = student.avg_pool2d_backward(grad_out, x, 2, 2, 1, count_include_pad=False)
    expect(answer).close_to(grad_out)
