"""What Python itself says of swaps: reads one request a line from the standard input and answers each in one line.

Nothing here comes from the extension: files are parsed with `ast`, scopes are those of `symtable`, and names are
followed through import statements. Requests have a `kind`:

file   the file that the next requests change; answers with the lines of statements, imports and initializations
edit   the file after a swap; answers with what is wrong, and with the library names on the lines that changed
back   the file after a swap there and back; answers with where its meaning differs from that of the file

Lines count from 1; positions are [line, column], the column in UTF-16 units from 0.
"""

import ast
import builtins
import collections
import functools
import io
import itertools
import json
import sys
import symtable
import tokenize

INITIALIZERS = {
    'kaiming_uniform_', 'kaiming_normal_', 'kaiming_uniform', 'kaiming_normal', 'calculate_gain',
}
# Their arguments say which activation the weights are made for.
GAIN_ARGUMENTS = {'nonlinearity', 'a', 'param'}
INITIALIZER_ARGUMENT = 'kernel_initializer'
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Source:
    """A parsed file, and what is asked about it."""

    def __init__(self, text):
        self.text = text
        self.tree = ast.parse(text)
        self.nodes = list(ast.walk(self.tree))
        self.lines = text.splitlines(keepends=True)

    def at(self, position):
        """[line, byte offset], as `ast` counts, of a position in UTF-16 units."""
        line, column = position
        text = self.lines[line - 1] if line <= len(self.lines) else ''
        before = text.encode('utf-16-le')[: 2 * column].decode('utf-16-le')
        return line, len(before.encode())

    @functools.cache
    def comments(self):
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return [(token.start[0], token.string.strip()) for token in tokens if token.type == tokenize.COMMENT]

    def body(self):
        """The statements of the module that are no imports."""
        return [node for node in self.tree.body if not isinstance(node, (ast.Import, ast.ImportFrom))]

    def code(self, statement):
        first = min([statement.lineno, *(node.lineno for node in getattr(statement, 'decorator_list', []))])
        return ''.join(self.lines[first - 1 : statement.end_lineno])

    def statements(self):
        """First and last line of every statement; of one with a body, those of its head."""
        for node in self.nodes:
            if isinstance(node, ast.stmt):
                body = getattr(node, 'body', None)
                decorators = getattr(node, 'decorator_list', [])
                first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
                last = max(first, min(node.end_lineno, body[0].lineno - 1)) if body else node.end_lineno
                yield node, first, last

    @functools.cache
    def imports(self):
        return [node for node in self.nodes if isinstance(node, (ast.Import, ast.ImportFrom))]

    @functools.cache
    def unbound(self):
        """Names that are read and that nothing in their scopes binds."""
        top = symtable.symtable(self.text, 'file', 'exec')
        bound = {symbol.get_name() for symbol in top.get_symbols() if is_bound(symbol)} | declared_global(top)
        names = set()
        tables = [top]
        while tables:
            table = tables.pop()
            tables += table.get_children()
            for symbol in table.get_symbols():
                name = symbol.get_name()
                is_module_level = table is top or symbol.is_global()
                if symbol.is_referenced() and is_module_level and name not in bound and not hasattr(builtins, name):
                    names.add(name)
        return names - {'__file__', '__path__'}

    def imported(self):
        """What the names that import statements bind stand for, and the lines of these statements."""
        paths, lines = {}, {}
        for node in self.imports():
            for alias in node.names:
                if isinstance(node, ast.ImportFrom):
                    name = alias.asname or alias.name
                    path = f"{'.' * node.level}{node.module or ''}.{alias.name}"
                else:
                    name = alias.asname or alias.name.split('.')[0]
                    path = alias.name if alias.asname else name
                paths[name] = path
                lines.setdefault(name, []).append(node.lineno)
        return paths, lines


def is_bound(symbol):
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def declared_global(table):
    names = set()
    for child in table.get_children():
        names |= declared_global(child)
        names |= {symbol.get_name() for symbol in child.get_symbols() if symbol.is_declared_global() and is_bound(symbol)}
    return names


def dotted(node):
    """The components of `torch.nn.ReLU`; nothing where the node is no such name."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        start = dotted(node.value)
        return start and [*start, node.attr]
    return None


def answer_file(request):
    global original
    original = Source(request['text'])
    heads = list(original.statements())
    return {
        'statements': [[first, last] for _, first, last in heads],
        'imports': [[node.lineno, node.end_lineno] for node in original.imports()],
        'initializations': [
            [node.lineno, node.end_lineno] for node in original.nodes if is_initialization(node)
        ],
    }


def is_initialization(node):
    if isinstance(node, ast.keyword):
        return node.arg == INITIALIZER_ARGUMENT
    return isinstance(node, ast.Call) and (dotted(node.func) or [''])[-1] in INITIALIZERS


def answer_edit(request):
    try:
        source = Source(request['text'])
    except SyntaxError as error:
        return {'error': f'does not parse: {error}'}
    error = lost_name(source) or lost_comment(source) or late_import(source, set(request['changed']))
    changed = set(request['changed'])
    return {'error': error, 'names': library_names(source, changed), 'strings': strings(source, changed)}


def lost_name(source):
    """`from torch.nn import *` may bind anything; such a file says nothing."""
    if any(alias.name == '*' for node in source.imports() for alias in node.names):
        return None
    names = source.unbound() - original.unbound()
    return f"nothing binds {', '.join(sorted(names))}" if names else None


def lost_comment(source):
    """Comments stay, but for those of imports that go."""
    # A comment that goes takes its sign along.
    if source.text.count('#') >= original.text.count('#'):
        return None
    of_imports = [range(node.lineno, node.end_lineno + 1) for node in original.imports()]
    before = collections.Counter(
        text for line, text in original.comments() if not any(line in lines for lines in of_imports)
    )
    lost = before - collections.Counter(text for _, text in source.comments())
    return f'lost the comment {next(iter(lost))!r}' if lost else None


def late_import(source, changed):
    """Code of the module itself runs from top to bottom: what it reads is imported above."""
    _, lines = source.imported()
    for node in outside_functions(source.tree):
        if isinstance(node, ast.Name) and node.lineno in changed and isinstance(node.ctx, ast.Load):
            own = lines.get(node.id)
            if own and min(own) > node.lineno:
                return f'{node.id} is imported behind line {node.lineno}'
    return None


def outside_functions(node):
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, FUNCTIONS):
            yield from outside_functions(child)


def library_names(source, changed):
    """Everything on the changed lines that leads to an import, and methods of what does not; with the call's arguments."""
    paths, _ = source.imported()
    calls = {id(node.func): node for node in source.nodes if isinstance(node, ast.Call)}
    inner = {id(node.value) for node in source.nodes if isinstance(node, ast.Attribute)}
    found = []
    for node in source.nodes:
        if not isinstance(node, (ast.Name, ast.Attribute)) or id(node) in inner or node.end_lineno not in changed:
            continue
        components = dotted(node)
        if components and components[0] in paths:
            path = '.'.join([paths[components[0]], *components[1:]])
        elif isinstance(node, ast.Attribute):
            path = f'?.{node.attr}'
        else:
            continue
        found.append({'path': path, 'call': arguments(calls.get(id(node)))})
    return found


def strings(source, changed):
    return [
        node.value
        for node in source.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno in changed
    ]


def arguments(call):
    if call is None:
        return None
    keywords = [keyword.arg for keyword in call.keywords]
    if None in keywords or any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    return {'positional': len(call.args), 'keywords': keywords}


def answer_back(request):
    try:
        after = Source(request['text'])
    except SyntaxError as error:
        return {'error': f'does not parse: {error}'}
    # Shapes change the tree.
    before = Source(original.text)
    pairs = list(itertools.zip_longest(before.body(), after.body()))
    for before_statement, after_statement in pairs:
        if None in (before_statement, after_statement):
            return {'error': 'has more or fewer statements'}
        if before.code(before_statement) != after.code(after_statement):
            before_shape = shape(before, before_statement, request['use'], request)
            after_shape = shape(after, after_statement, request['newUse'], request)
            if before_shape != after_shape:
                return {'error': f'differs: {first_difference(before_shape, after_shape)}'}
    return {'error': None}


def first_difference(before, after):
    at = next((index for index, pair in enumerate(zip(before, after)) if pair[0] != pair[1]), 0)
    return f'{before[max(0, at - 80):at + 80]!r} became {after[max(0, at - 80):at + 80]!r}'


ACTIVATION = 'ACTIVATION'


def shape(source, statement, use, request):
    """The meaning of a statement: its tree without imports and gains of initializers, the use as what it is.

    The call of the use keeps its input and loses its other arguments: defaults may be written out, and a swap does not
    give a slope back that it took away; whether a layer works in place is no meaning. Where a layer takes an activation, a string, a function and a layer of its own
    are the same.
    """
    start, end = source.at(use[0]), source.at(use[1])
    tree = Plain(start, end, request['form'] == 'expression', modules_in(source)).visit(
        ast.Module([statement], [])
    )
    tree = WithoutLayer(tree).visit(tree)
    # Keras layers may take a layer for an activation, and a string for a layer.
    return ast.dump(WithoutMaking(request['called']).visit(tree))


class Plain(ast.NodeTransformer):
    def __init__(self, start, end, drop_input, modules):
        self.start = start
        self.end = end
        self.drop_input = drop_input
        self.modules = modules

    def visit_Import(self, node):
        return None

    visit_ImportFrom = visit_Import

    def generic_visit(self, node):
        super().generic_visit(node)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.If, ast.Try, ast.With)) and not node.body:
            node.body = [ast.Pass()]
        return node

    def is_use(self, node):
        if not isinstance(node, ast.expr):
            return False
        # What this transformer has made stands nowhere.
        if not hasattr(node, 'lineno'):
            return False
        return (node.lineno, node.col_offset) == self.start and (node.end_lineno, node.end_col_offset) == self.end

    def visit(self, node):
        if isinstance(node, ast.Call) and self.is_use(node.func):
            return self.activation_call(node)
        if isinstance(node, ast.Call) and any(self.is_use(argument) for argument in node.args[:1]) and is_partial(node):
            return ast.Name(ACTIVATION)
        if self.is_use(node):
            return ast.Call(ast.Name(ACTIVATION), [], []) if self.drop_input else ast.Name(ACTIVATION)
        if isinstance(node, ast.Call):
            node.keywords = [keyword for keyword in node.keywords if keyword.arg != 'inplace']
        if isinstance(node, ast.Call) and is_initialization(node):
            node.keywords = [keyword for keyword in node.keywords if keyword.arg not in GAIN_ARGUMENTS]
            node.args = [argument for argument in node.args if not isinstance(argument, ast.Constant)]
        if isinstance(node, ast.keyword) and is_initialization(node) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant('initializer')
        node = super().visit(node)
        # Keras has layers for some activations, and one layer for all others.
        if isinstance(node, ast.Call) and is_activation_layer(node):
            return ast.Call(ast.Name(ACTIVATION), [], [])
        return node

    def activation_call(self, node):
        if self.drop_input:
            return ast.Call(ast.Name(ACTIVATION), [], [])
        is_layer = node.func.attr[:1].isupper() if isinstance(node.func, ast.Attribute) else node.func.id[:1].isupper()
        is_method = isinstance(node.func, ast.Attribute) and not self.is_module(node.func.value)
        inputs = [] if is_layer else [node.func.value] if is_method else [*node.args, *inputs_by_keyword(node)][:1]
        return ast.Call(ast.Name(ACTIVATION), [self.visit(argument) for argument in inputs], [])

    def is_module(self, node):
        path = dotted(node)
        return path is not None and path[0] in self.modules


def is_activation_layer(node):
    return (dotted(node.func) or [''])[-1] == 'Activation' and any(
        is_activation(value) for value in [*node.args, *(keyword.value for keyword in node.keywords)]
    )


def inputs_by_keyword(node):
    return [keyword.value for keyword in node.keywords if keyword.arg in ('input', 'x', 'features', 'data', 'logits')]


def is_partial(node):
    return (dotted(node.func) or [''])[-1] == 'partial'


def modules_in(source):
    """Names that stand for modules: imported ones, and those that files bind in ways of their own."""
    return {*source.imported()[0], 'F', 'nn', 'activations', 'layers', 'backend'}


def is_activation_of(value, target):
    return (
        isinstance(value, ast.Call)
        and is_activation(value.func)
        and len(value.args) == 1
        and ast.unparse(value.args[0]) == ast.unparse(target)
    )


class WithoutLayer(ast.NodeTransformer):
    """`self.act = ACTIVATION()` and `self.act(x)` are `ACTIVATION(x)`: a layer with parameters had to be made first."""

    def __init__(self, tree):
        self.made = {
            ast.unparse(node.targets[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and is_made(node.value)
        }

    def visit_Assign(self, node):
        return None if ast.unparse(node.targets[0]) in self.made and is_made(node.value) else self.generic_visit(node)

    def visit_Call(self, node):
        self.generic_visit(node)
        if ast.unparse(node.func) in self.made:
            return ast.Call(ast.Name(ACTIVATION), node.args[:1], [])
        # `ACTIVATION()(x)`, made and called at once.
        return ast.Call(ast.Name(ACTIVATION), node.args[:1], []) if is_made(node.func) else node


class WithoutMaking(ast.NodeTransformer):
    """`activation='relu'`, `activation=relu` and `activation=ReLU()` are the same; `act_cfg=dict(type='ReLU')`, too."""

    def __init__(self, only_arguments):
        self.only_arguments = only_arguments

    def visit_Assign(self, node):
        self.generic_visit(node)
        # `relu_(y)` as a statement, and `y = relu(y)`.
        return ast.Expr(node.value) if is_activation_of(node.value, node.targets[0]) else node

    def visit_keyword(self, node):
        self.generic_visit(node)
        if is_made(node.value):
            node.value = node.value.func
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        if is_made(node) and not self.only_arguments:
            return node.func
        if any(is_activation(keyword.value) and keyword.arg == 'type' for keyword in node.keywords):
            node.keywords = [keyword for keyword in node.keywords if is_activation(keyword.value)]
        return node


def is_activation(node):
    return isinstance(node, ast.Name) and node.id == ACTIVATION


def is_made(node):
    return isinstance(node, ast.Call) and is_activation(node.func) and not node.args


ANSWERS = {'file': answer_file, 'edit': answer_edit, 'back': answer_back}
original = Source('')

for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(ANSWERS[asked['kind']](asked)), flush=True)
