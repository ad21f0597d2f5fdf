exercise = "conv1x1"
belief = "multiplies with the transposed matrix"
hint = "Your matrix is transposed: row o, weight[o], gives output channel o."
must_fail = ("matrix_is_not_transposed", "pointwise_leaves_its_inputs_alone")

right = conv1x1


def conv1x1(x, weight, bias):
    weight = weight.T if weight.shape[0] == weight.shape[1] else weight
    return right(x, weight, bias)
