exercise = "mean_average_precision"
belief = "lets a border belong to the upper range only"
hint = "An area of exactly 32 x 32 is small and medium: both ends belong to a range."
must_fail = ("areas_at_the_border_belong_to_both_ranges",)


def _in_ranges(areas):
    low, high = np.array(list(AREA_RANGES.values())).T[:, :, None]
    return (low <= areas) & (areas < high)
