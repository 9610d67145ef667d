"""Runs modules with PyTorch: reads {"text": …} a line, answers {"error": null or a reason, "shape": […]} a line.

A module makes a `network` and a `sample`. It is built from nothing, maps the sample, and its gradient is computed,
because what works in place may break that.
"""

import json
import sys
import warnings

import torch

warnings.simplefilter('ignore')


def run(text):
    torch.manual_seed(0)
    names = {'__name__': 'swapped'}
    exec(compile(text, 'swapped.py', 'exec'), names)
    result = names['network'](names['sample'])
    result.sum().backward()
    if not torch.isfinite(result).all():
        raise ValueError('the result is not finite')
    return list(result.shape)


for line in sys.stdin:
    try:
        answer = {'error': None, 'shape': run(json.loads(line)['text'])}
    except Exception as error:
        answer = {'error': f'{type(error).__name__}: {error}'}
    print(json.dumps(answer), flush=True)
