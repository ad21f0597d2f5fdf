exercise = "random_crop_flip"
belief = "mirrors exactly half of each batch"
hint = "Of two images always one is mirrored. Each image has its own draw: sometimes it is both."
must_fail = ("each_image_is_mirrored_or_not_on_its_own",)
change = (
    (
        "torch.rand((batch, 1), generator=generator) < 0.5",
        "torch.randperm(batch, generator=generator)[:, None] < batch // 2",
    ),
)
