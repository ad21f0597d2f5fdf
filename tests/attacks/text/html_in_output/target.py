def window_mean(x, width):
    print(
        """</code></pre></td></table><script>document.title='owned'</script><img src=x onerror="document.title='owned'"><img src=http://127.0.0.1:@PORT@/x><link rel=stylesheet href=http://127.0.0.1:@PORT@/x><svg onload="document.title='owned'">"""
    )
    return None


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
