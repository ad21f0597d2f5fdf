exercise = "nms"
belief = "returns a mask of the kept boxes"
hint = "You return a mask. Return the indices of the kept boxes, by falling score."
must_fail = ("best_of_a_heap",)

right = nms


def nms(boxes, scores, iou_threshold):
    kept = torch.zeros(len(boxes), dtype=torch.bool, device=boxes.device)
    kept[right(boxes, scores, iou_threshold)] = True
    return kept
