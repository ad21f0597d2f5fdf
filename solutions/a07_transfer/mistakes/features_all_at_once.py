exercise = "extract_features"
belief = "sends all images at once"
hint = "All images went through the model in one batch: a large stack would not fit the memory."
must_fail = ("images_come_in_batches", "default_batch_size_is_32")
change = (
    ("range(0, max(len(images), 1), batch_size)", "range(1)"),
    ("images[start : start + batch_size]", "images"),
)
