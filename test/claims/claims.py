"""Runs what the pages and messages of the rules say about PyTorch, and prints what was seen as JSON.

Every claim is a function without arguments; its name is the key under which its observation is printed. An
observation is a number, a truth value, the name of an exception, or a list of these. Numbers that JSON cannot hold
are printed as text: "nan", "inf", "-inf".
"""

import copy
import json
import math
import warnings

import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Bernoulli, Categorical

CLAIMS = []


def claim(function):
    CLAIMS.append(function)
    return function


def raised(run):
    """The name of the exception that `run` ends with, or None."""
    try:
        run()
    except Exception as error:
        return type(error).__name__
    return None


def backward_raises(*steps):
    """The exception of going back through the steps, each of which is applied to the result of the one before."""
    value = nn.Linear(4, 4)(torch.randn(3, 4))
    for step in steps:
        value = step(value)
    return raised(lambda: value.sum().backward())


def slope_at(function, x):
    """The gradient of a function at a number."""
    point = torch.tensor([x], requires_grad=True)
    function(point).sum().backward()
    return point.grad.item()


def differs(module):
    """Whether a module gives two results for one input."""
    x = torch.randn(64, 8)
    return not torch.equal(module(x), module(x))


def add(value):
    value += 1
    return value


def multiply(value):
    value *= 2
    return value


SAVE_RESULT = [F.relu, torch.sigmoid, torch.tanh, lambda x: F.softmax(x, dim=1), torch.exp]


@claim
def add_in_place_after_relu_sigmoid_tanh_softmax_exp():
    return [backward_raises(first, add) for first in SAVE_RESULT]


@claim
def multiply_in_place_after_relu_sigmoid_tanh_softmax_exp():
    return [backward_raises(first, multiply) for first in SAVE_RESULT]


@claim
def relu_in_place_after_sigmoid_tanh_softmax_exp():
    return [backward_raises(first, F.relu_) for first in SAVE_RESULT[1:]]


@claim
def add_in_place_after_square_root():
    return backward_raises(torch.exp, torch.sqrt, add)


@claim
def add_in_place_after_leaky_elu_selu_celu_in_place():
    layers = [nn.LeakyReLU(inplace=True), nn.ELU(inplace=True), nn.SELU(inplace=True), nn.CELU(inplace=True)]
    return [backward_raises(layer, add) for layer in layers]


@claim
def relu_in_place_after_linear_sum_product_gelu_silu_leaky():
    firsts = [lambda x: x, lambda x: x + 1, lambda x: x * 2, F.gelu, F.silu, F.leaky_relu]
    return [backward_raises(first, F.relu_) for first in firsts]


@claim
def add_first_and_activate_then():
    return backward_raises(add, F.relu_)


@claim
def shortcut_after_relu_in_place():
    """Whether the sum is wrong, and what going back through it raises."""
    layer, shortcut = nn.Linear(4, 4), torch.randn(3, 4, requires_grad=True)
    right = shortcut.clone() + layer(F.relu(shortcut.clone()))
    h = shortcut.clone()
    wrong = h + layer(F.relu_(h))
    return [not torch.allclose(right, wrong), raised(lambda: wrong.sum().backward())]


@claim
def full_backward_hook_on_relu_in_place():
    def run():
        model = nn.Sequential(nn.Linear(4, 4), nn.ReLU(inplace=True))
        model[1].register_full_backward_hook(lambda module, grad_input, grad_output: None)
        model(torch.randn(3, 4)).sum().backward()

    return raised(run)


@claim
def binary_cross_entropy_of_scores():
    return raised(lambda: nn.BCELoss()(torch.tensor([2.5, -1.0]), torch.tensor([1.0, 0.0])))


@claim
def bias_before_batch_normalization():
    """The gradient of the bias as a share of the gradient of the weights."""
    model = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(16))
    (model(torch.randn(8, 3, 12, 12)) ** 3).sum().backward()
    return (model[0].bias.grad.norm() / model[0].weight.grad.norm()).item()


@claim
def negative_slope_in_place():
    return backward_raises(nn.LeakyReLU(-0.1, inplace=True))


@claim
def leaky_relu_of_true_is_identity():
    x = torch.randn(100)
    return torch.equal(nn.LeakyReLU(True)(x), x)


@claim
def relu_of_64_is_in_place():
    x = torch.tensor([-1.0])
    layer = nn.ReLU(64)
    layer(x)
    return [bool(layer.inplace), x.item()]


@claim
def function_or_class_in_sequential():
    return [raised(lambda: nn.Sequential(nn.ReLU)), raised(lambda: nn.Sequential(F.relu))]


@claim
def module_called_with_tensor_as_setting():
    x = torch.randn(3, 4)
    made = [nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.ELU, nn.SELU, nn.CELU, nn.GELU, nn.SiLU, nn.Mish, nn.Hardswish]
    made += [nn.Hardsigmoid, nn.Softplus, nn.Softmax, nn.LogSoftmax, nn.RReLU, nn.GLU, nn.Softshrink, nn.Softmin]
    return [[kind.__name__ for kind in made if raised(lambda: kind(x))], raised(lambda: nn.Linear(4, 4)(nn.ReLU(x)))]


@claim
def gelu_with_boolean_or_positional_word():
    x = torch.randn(3)
    return [raised(lambda: F.gelu(x, approximate=True)), raised(lambda: F.gelu(x, "tanh"))]


@claim
def floor_of_double_softmax_for_10_classes():
    return F.cross_entropy(F.one_hot(torch.tensor([0]), 10).float(), torch.tensor([0])).item()


@claim
def cross_entropy_of_log_softmax_less_cross_entropy():
    scores, classes = torch.randn(64, 10), torch.randint(10, (64,))
    return (F.cross_entropy(F.log_softmax(scores, dim=1), classes) - F.cross_entropy(scores, classes)).item()


@claim
def probabilities_behind_two_sigmoids():
    """Lowest and highest probability that BCEWithLogitsLoss sees, from its loss for the target 1."""
    scores = torch.tensor([-100.0, 100.0])
    loss = nn.BCEWithLogitsLoss(reduction="none")(torch.sigmoid(scores), torch.ones(2))
    return torch.exp(-loss).tolist()


@claim
def loss_of_negatives_behind_two_sigmoids():
    return nn.BCEWithLogitsLoss()(torch.sigmoid(torch.tensor([-100.0])), torch.zeros(1)).item()


@claim
def nll_of_certain_right_and_wrong_probabilities():
    probabilities = F.softmax(torch.tensor([[0.0, 200.0]]), dim=1)
    return [F.nll_loss(probabilities, torch.tensor([right])).item() for right in (1, 0)]


@claim
def kl_div_of_equal_probabilities():
    share = F.softmax(torch.randn(4, 5), dim=1)
    return F.kl_div(share, share, reduction="batchmean").item()


@claim
def softmax_over_one_unit():
    """Its results for three inputs, and the gradient."""
    x = torch.tensor([[-3.0], [0.0], [5.0]], requires_grad=True)
    share = F.softmax(x, dim=1)
    share.sum().backward()
    return [share.flatten().tolist(), x.grad.flatten().tolist()]


@claim
def softmax_without_dim_in_3_dimensions():
    """Whether it sums to 1 along dimension 0, what it warns of, and what the other spellings raise."""
    x = torch.randn(2, 3, 4)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        share = F.softmax(x)
    along_first = torch.allclose(share.sum(0), torch.ones(3, 4))
    others = [raised(lambda: torch.softmax(x)), raised(lambda: x.softmax())]
    return [along_first, [warning.category.__name__ for warning in caught], *others]


@claim
def gain_of_gelu_silu_elu_mish_prelu():
    return [raised(lambda: nn.init.calculate_gain(name)) for name in ("gelu", "silu", "elu", "mish", "prelu")]


@claim
def kaiming_ratio_with_and_without_a_for_relu():
    def deviation(**settings):
        torch.manual_seed(0)
        return nn.init.kaiming_normal_(torch.empty(256, 256), nonlinearity="relu", **settings).std().item()

    return deviation(a=0.2) / deviation()


@claim
def second_moment_of_selu_with_its_gain():
    """Over 16 layers of width 512."""
    x = torch.randn(2000, 512)
    for _ in range(16):
        weight = nn.init.kaiming_normal_(torch.empty(512, 512), nonlinearity="selu")
        x = F.selu(x @ weight.T)
    return (x**2).mean().item()


class Calls(nn.Module):
    """A module whose forward calls a function."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


@claim
def dropout_alpha_dropout_rrelu_random_in_evaluation():
    return [differs(Calls(function).eval()) for function in (F.dropout, F.alpha_dropout, F.rrelu)]


@claim
def alpha_dropout_rrelu_random_in_training():
    return [differs(Calls(function).train()) for function in (F.alpha_dropout, F.rrelu)]


@claim
def dropout_rrelu_made_in_forward_random_in_evaluation():
    return [differs(Calls(lambda x: kind()(x)).eval()) for kind in (nn.Dropout, nn.RReLU)]


@claim
def parameters_of_model_with_prelu_made_in_forward():
    return len(list(Calls(lambda x: nn.PReLU()(x)).parameters()))


@claim
def slopes_of_shared_prelu_and_gradient_less_sum_over_places():
    torch.manual_seed(0)
    x, act, layer = torch.randn(8, 4), nn.PReLU(), nn.Linear(4, 4)
    acts = [copy.deepcopy(act), copy.deepcopy(act)]
    act(layer(act(x))).sum().backward()
    acts[1](layer(acts[0](x))).sum().backward()
    shared = nn.Sequential(act, layer, act)
    slopes = sum(isinstance(owner, nn.PReLU) for owner in shared.modules())
    return [slopes, abs(act.weight.grad - acts[0].weight.grad - acts[1].weight.grad).item()]


@claim
def log_of_sigmoid_at_minus_110():
    return [torch.log(torch.sigmoid(torch.tensor(-110.0))).item(), slope_at(lambda x: torch.log(torch.sigmoid(x)), -110.0)]


@claim
def log_of_one_minus_sigmoid_at_17():
    def function(x):
        return torch.log(1 - torch.sigmoid(x))

    return [function(torch.tensor(17.0)).item(), slope_at(function, 17.0)]


def first_tenth(stops):
    """The first of 0, 0.1, 0.2, ... for which a condition holds."""
    return next(step / 10 for step in range(2000) if stops(torch.tensor(step / 10)))


@claim
def first_hundredth_with_sigmoid_1():
    return next(step / 100 for step in range(3000) if torch.sigmoid(torch.tensor(step / 100)).item() == 1)


@claim
def first_tenth_below_0_with_sigmoid_0():
    return -first_tenth(lambda x: torch.sigmoid(-x).item() == 0)


@claim
def first_tenth_of_gap_with_softmax_0():
    return first_tenth(lambda gap: F.softmax(torch.stack([-gap, torch.zeros(())]), dim=0)[0].item() == 0)


@claim
def first_tenth_below_0_with_nan_gradient_of_written_sigmoid():
    return -first_tenth(lambda x: math.isnan(slope_at(lambda y: 1 / (1 + torch.exp(-y)), -x.item())))


@claim
def first_tenth_with_nan_gradient_of_where():
    return first_tenth(lambda x: math.isnan(slope_at(lambda y: torch.where(y > 0, y, torch.exp(y) - 1), x.item())))


@claim
def log_of_softmax_at_gap_110():
    def function(x):
        return torch.log(F.softmax(x, dim=0))[0]

    scores = torch.tensor([-110.0, 0.0], requires_grad=True)
    function(scores).backward()
    return [function(scores).item(), F.log_softmax(scores, dim=0)[0].item(), scores.grad[0].item()]


@claim
def written_sigmoid_at_minus_89():
    """Value and gradient."""
    def function(x):
        return 1 / (1 + torch.exp(-x))

    return [function(torch.tensor(-89.0)).item(), slope_at(function, -89.0)]


@claim
def written_softplus_at_100_and_minus_20():
    return [torch.log(1 + torch.exp(torch.tensor(x))).item() for x in (100.0, -20.0)]


@claim
def slopes_at_0_of_relu_clamp_maximum():
    forms = [F.relu, lambda x: torch.clamp(x, min=0), lambda x: torch.maximum(x, torch.zeros(1))]
    return [slope_at(form, 0.0) for form in forms]


@claim
def gradient_of_where_at_100_unbounded_and_bounded():
    forms = [
        lambda x: torch.where(x > 0, x, torch.exp(x) - 1),
        lambda x: torch.where(x > 0, x, torch.exp(x.clamp(max=0)) - 1),
    ]
    return [slope_at(form, 100.0) for form in forms]


@claim
def loss_and_gradient_of_30_for_0_in_two_steps_and_in_one():
    observed = []
    for loss in (lambda x: F.binary_cross_entropy(torch.sigmoid(x), torch.zeros(1)),
                 lambda x: F.binary_cross_entropy_with_logits(x, torch.zeros(1))):
        score = torch.tensor([30.0], requires_grad=True)
        value = loss(score)
        value.backward()
        observed += [value.item(), score.grad.item()]
    return observed


@claim
def categorical_of_probabilities_as_logits():
    return Categorical(logits=F.softmax(torch.tensor([4.0, 0.0, -2.0]), dim=-1)).probs.tolist()


@claim
def bernoulli_of_a_probability_as_logits():
    return Bernoulli(logits=torch.sigmoid(torch.tensor(-10.0))).probs.item()


@claim
def likeliest_class_of_log_probabilities_as_probs():
    return Categorical(probs=F.log_softmax(torch.tensor([4.0, 0.0, -2.0]), dim=-1)).probs.argmax().item()


@claim
def negative_scores_as_probs():
    return [raised(lambda: Categorical(probs=torch.tensor([1.0, -2.0, 3.0]))),
            raised(lambda: Bernoulli(probs=torch.tensor(-0.5)))]


@claim
def loss_and_gradient_of_one_score_in_cross_entropy():
    scores = torch.randn(4, 1, requires_grad=True)
    loss = F.cross_entropy(scores, torch.zeros(4, dtype=torch.long))
    loss.backward()
    return [loss.item(), scores.grad.abs().max().item()]


@claim
def softmax_over_a_batch_of_one():
    return F.softmax(torch.randn(1, 3), dim=0)[0].tolist()


def readable(value):
    """The value as JSON can hold it."""
    if isinstance(value, list):
        return [readable(entry) for entry in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    torch.manual_seed(0)
    observed = {function.__name__: readable(function()) for function in CLAIMS}
    print(json.dumps({"version": torch.__version__, "observed": observed}))
