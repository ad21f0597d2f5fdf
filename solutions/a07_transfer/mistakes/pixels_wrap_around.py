exercise = "build_preprocess"
belief = "casts interpolated pixels to bytes without clamping"
hint = "A pixel of 256 became 0, and one of -1 became 255. Clamp first, then cast."
must_fail = ("what_leaves_the_range_is_cut_off",)
change = (
    ("TF.resize(image,", "TF.resize(image.float(),"),
    (
        "image = TF.center_crop(image,",
        "image = TF.center_crop(image.to(torch.int32).to(torch.uint8),",
    ),
)
