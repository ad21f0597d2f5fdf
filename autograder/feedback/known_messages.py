"""What Python, NumPy and torch say of common slips, by pattern.

{n}: a whole number below 10,000; {shape}: a shape; {type}: a type or dtype; these are told.
{name}: a quoted or called name; {rest}: any end. These are left out: a submission chooses them.
"""

from __future__ import annotations

import re

_PATTERNS = """
list index out of range
list assignment index out of range
tuple index out of range
string index out of range
list indices must be integers or slices, not {type}
tuple indices must be integers or slices, not {type}
slice indices must be integers or None or have an __index__ method
pop from empty list
division by zero
float division by zero
integer division or modulo by zero
integer modulo by zero
float modulo
math domain error
math range error
maximum recursion depth exceeded{rest}
not enough values to unpack (expected {n}, got {n})
not enough values to unpack (expected at least {n}, got {n})
too many values to unpack (expected {n})
too many values to unpack (expected {n}, got {n})
cannot unpack non-iterable {type} object
unsupported operand type(s) for {op}: '{type}' and '{type}'
bad operand type for unary {op}: '{type}'
can't multiply sequence by non-int of type '{type}'
can only concatenate {type} (not "{type}") to {type}
'{op}' not supported between instances of '{type}' and '{type}'
'{type}' object is not callable
'{type}' object is not iterable
'{type}' object is not subscriptable
'{type}' object is not an iterator
'{type}' object does not support item assignment
'{type}' object cannot be interpreted as an integer
'{type}' object has no attribute '{name}'
module '{name}' has no attribute '{name}'
module '{name}' has no attribute '{name}'. Did you mean: {rest}
type object '{name}' has no attribute '{name}'
object of type '{type}' has no len()
name '{name}' is not defined
name '{name}' is not defined. Did you mean: {rest}
cannot access local variable '{name}' where it is not associated with a value
cannot access free variable '{name}' where it is not associated with a value in enclosing scope
{name}() missing {n} required positional argument: {rest}
{name}() missing {n} required positional arguments: {rest}
{name}() missing {n} required keyword-only argument: {rest}
{name}() takes {n} positional argument but {n} were given
{name}() takes {n} positional arguments but {n} was given
{name}() takes {n} positional arguments but {n} were given
{name}() takes from {n} to {n} positional arguments but {n} were given
{name}() got an unexpected keyword argument '{name}'
{name}() got multiple values for argument '{name}'
max() arg is an empty sequence
min() arg is an empty sequence
max() iterable argument is empty
min() iterable argument is empty
range() arg 3 must not be zero
operands could not be broadcast together with shapes {shape} {shape}
operands could not be broadcast together with shapes {shape} {shape} {shape}
operands could not be broadcast together with remapped shapes {rest}
non-broadcastable output operand with shape {shape} doesn't match the broadcast shape {shape}
could not broadcast input array from shape {shape} into shape {shape}
shape mismatch: value array of shape {shape} could not be broadcast to indexing result of {rest}
shape mismatch: indexing arrays could not be broadcast together with shapes {shape} {shape}
index {n} is out of bounds for axis {n} with size {n}
index {n} is out of bounds for dimension {n} with size {n}
index {n} is out of bounds for size {n}
axis {n} is out of bounds for array of dimension {n}
axes don't match array
matmul: Input operand {n} has a mismatch in its core dimension {n}, with gufunc signature {rest}
shapes {shape} and {shape} not aligned: {n} (dim {n}) != {n} (dim {n})
cannot reshape array of size {n} into shape {shape}
too many indices for array: array is {n}-dimensional, but {n} were indexed
only integers, slices {rest}
only length-1 arrays can be converted to Python scalars
only 0-dimensional arrays can be converted to Python scalars
arrays used as indices must be of integer (or boolean) type
boolean index did not match indexed array along axis {n}; size of axis is {n} but size of {rest}
The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
setting an array element with a sequence{rest}
all the input array dimensions except for the concatenation axis must match exactly{rest}
all the input arrays must have same number of dimensions{rest}
all input arrays must have the same shape
need at least one array to concatenate
need at least one array to stack
zero-size array to reduction operation maximum which has no identity
zero-size array to reduction operation minimum which has no identity
cannot do a non-empty take from an empty axes.
attempt to get argmax of an empty sequence
attempt to get argmin of an empty sequence
assignment destination is read-only
output array is read-only
Cannot cast ufunc '{name}' output from dtype('{type}') to dtype('{type}') with casting rule {rest}
ufunc '{name}' not supported for the input types, and the inputs could not be safely {rest}
negative dimensions are not allowed
repeats may not contain negative values.
window shape cannot be larger than input array shape
The size of tensor a ({n}) must match the size of tensor b ({n}) at non-singleton dimension {n}
The expanded size of the tensor ({n}) must match the existing size ({n}) at non-singleton {rest}
The shape of the mask {shape} at index {n} does not match the shape of the indexed tensor {rest}
shape mismatch: value tensor of shape {shape} cannot be broadcast to indexing result of {rest}
mm: mat1 and mat2 shapes cannot be multiplied ({shape} and {shape})
mat1 and mat2 shapes cannot be multiplied ({shape} and {shape})
mat1 and mat2 must have the same dtype, but got {type} and {type}
shape '{shape}' is invalid for input of size {n}
expected scalar type {type} but found {type}
expected m1 and m2 to have the same dtype, but got: {type} != {type}
result type {type} can't be cast to the desired output type {type}
Given groups={n}, weight of size {shape}, expected input{shape} to have {n} channels, but {rest}
Given groups={n}, expected weight to be at least {n} at dimension {n}, but got weight of {rest}
Calculated padded input size per channel: ({shape}). Kernel size: ({shape}). Kernel size {rest}
expected {n}D or {n}D input (got {n}D input)
element {n} of tensors does not require grad and does not have a grad_fn
a view of a leaf Variable that requires grad is being used in an in-place operation.
a leaf Variable that requires grad is being used in an in-place operation.
one of the variables needed for gradient computation has been modified by an inplace {rest}
Trying to backward through the graph a second time {rest}
grad can be implicitly created only for scalar outputs
Boolean value of Tensor with more than one value is ambiguous
Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.
Dimension out of range (expected to be in range of {shape}, but got {n})
Sizes of tensors must match except in dimension {n}. Expected size {n} but got size {n} for {rest}
Sizes of tensors must match except in dimension {n}. Expected {n} in dimension {n} but got {rest}
Tensors must have same number of dimensions: got {n} and {n}
stack expects a non-empty TensorList
torch.cat(): expected a non-empty list of Tensors
view size is not compatible with input tensor's size and stride {rest}
"""

_TYPES = r"""
NoneType bool int float complex str bytes list tuple dict set range slice function method type
builtin_function_or_method module generator object ndarray Tensor Parameter Size dtype device
u?int\d{1,2} float\d{1,2} bfloat16 complex\d{1,3} Bool Byte Char Short Int Long Half BFloat16 Float
Double ComplexFloat ComplexDouble long double half
"""
_NUMBER = r"-?\d{1,4}"
_TOLD = {
    "n": rf"{_NUMBER}|one|two|three",
    "shape": rf"[(\[]?(?:{_NUMBER}(?:(?:, ?| x |x){_NUMBER}){{0,5}},?)?[)\]]?",
    "type": rf"(?:numpy\.|torch\.|c10::)?(?:{'|'.join(_TYPES.split())})",
    "op": r"[-+*/%@<>=&|^!~]{1,3}(?:: | or pow\(\))?",
}
_LEFT_OUT = {"name": r"[^'\"]{1,200}?", "rest": r".{0,600}"}
_PLACE = re.compile(r"\{(\w+)\}")


def _compile(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern as a regular expression with a group for each place, and the texts between."""
    texts = _PLACE.split(pattern)
    parts = [
        f"({(_TOLD | _LEFT_OUT)[text]})" if i % 2 else re.escape(text)
        for i, text in enumerate(texts)
    ]
    return re.compile("".join(parts), re.DOTALL), tuple(texts)


_COMPILED = [_compile(line) for line in _PATTERNS.strip().splitlines()]


def without_choices(message: str) -> str | None:
    """A known message without what a submission may have chosen; None for any other."""
    for regex, texts in _COMPILED:
        match = regex.fullmatch(message.strip())
        if match:
            groups = iter(match.groups())
            told = [next(groups) if i % 2 else text for i, text in enumerate(texts)]
            kinds = dict(enumerate(texts))
            return "".join(
                "…" if i % 2 and kinds[i] in _LEFT_OUT else text for i, text in enumerate(told)
            ).strip()
    return None
