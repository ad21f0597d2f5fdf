exercise = "build_preprocess"
belief = "cuts out the upper left corner"
hint = "The crop starts at the upper left corner. It is the middle that counts."
must_fail = ("zero_to_one_is_normalised",)
change = (
    ('TF.center_crop(image, [weights["crop"]])', 'image[:, : weights["crop"], : weights["crop"]]'),
)
