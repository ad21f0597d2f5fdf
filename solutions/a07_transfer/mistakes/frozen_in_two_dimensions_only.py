exercise = "freeze_backbone"
belief = "knows BatchNorm2d alone"
hint = "A BatchNorm1d outside the head still moves. Batch norm comes in three kinds."
must_fail = (
    "running_statistics_stay_in_training_mode",
    "nothing_outside_moves_without_a_call_of_train",
)
change = (("isinstance(layer, _BatchNorm)", "(isinstance(layer, nn.BatchNorm2d))"),)
