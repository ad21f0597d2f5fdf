def window_mean(x, width):
    text = """
    ```
    # heading
    [x](http://127.0.0.1:@PORT@/x) ![x](http://127.0.0.1:@PORT@/x) <http://127.0.0.1:@PORT@/x>
    ````
    | a | b |
    |---|---|
    <details open><summary>x</summary><b>bold</b></details> @everyone #1
    - [ ] task
    """
    print(text)
    raise ValueError(text.replace("\n", " ") + text)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
