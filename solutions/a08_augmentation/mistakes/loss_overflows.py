exercise = "mixup_loss"
belief = "takes exponentials of huge scores"
hint = "exp(1000) is infinite: subtract the largest score first, or use log_softmax."
must_fail = ("loss_of_sure_scores",)
change = (
    (
        "return lam",
        "logits = logits - logits.exp().sum(dim=1, keepdim=True).log()\n    return lam",
    ),
)
