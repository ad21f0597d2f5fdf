exercise = "decode_boxes"
belief = "takes dx and dy for pixels"
hint = "You add dx and dy as pixels. They count in widths and heights of the anchor."
must_fail = ("box_by_hand", "deltas_move_in_units_of_the_anchor")

change = (("anchors[:, :2] + deltas[:, :2] * anchors[:, 2:]", "anchors[:, :2] + deltas[:, :2]"),)
