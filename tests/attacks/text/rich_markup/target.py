def window_mean(x, width):
    raise ValueError(
        "[red]red[/red] [link=http://127.0.0.1:@PORT@/x]x[/link] [/] :smiley: [@click=x]"
    )


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
