def window_mean(x, width):
    name = '=HYPERLINK("http://127.0.0.1:@PORT@/x";"marks")'
    print("+1", "@SUM(1)", "-1", "\t=1", "\r=1", sep="\n")
    raise type(name, (Exception,), {})("=cmd|' /C calc'!A0,\"\n=1+1\n\t=1")


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
