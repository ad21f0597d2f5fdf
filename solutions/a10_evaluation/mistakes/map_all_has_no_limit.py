exercise = "mean_average_precision"
belief = 'lets areas of any size count where the range is "all"'
hint = (
    'The range "all" ends as well, at 1e10 square pixels: larger truths are ignored, and so are '
    "false alarms that are larger."
)
must_fail = ("areas_beyond_every_range",)


def _in_ranges(areas):
    low, high = np.array(list(AREA_RANGES.values())).T[:, :, None]
    high = np.where(high == 1e10, np.inf, high)
    return (low <= areas) & (areas <= high)
