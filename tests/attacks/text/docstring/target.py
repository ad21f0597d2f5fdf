"""<script>document.title='owned'</script>
::error::owned
=1+1
"""


def window_mean(x, width):
    """<script>document.title='owned'</script>"""
    return None


window_mean.__name__ = "<script>document.title='owned'</script>"
window_mean.__doc__ = "::error::owned"


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
