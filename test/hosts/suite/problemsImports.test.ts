import { expect } from 'chai';
import * as vscode from 'vscode';
import { hasNone, hasOne, problemsOf, withFiles, writeFile } from './problemSupport';
import { test } from './runner';

const training = [
  'from torch import nn',
  'from flow_models import Net',
  'criterion = nn.CrossEntropyLoss()',
  'model = Net()',
  'for x, y in loader:',
  '    criterion(model(x), y).backward()',
  '',
].join('\n');

function net(last: string): string {
  return [
    'from torch import nn',
    'class Net(nn.Sequential):',
    '    def __init__(self):',
    `        super().__init__(nn.Linear(3, 4), ${last})`,
    '',
  ].join('\n');
}

const files = {
  'flow_models/__init__.py': 'from .net import Net\n',
  'flow_models/net.py': net('nn.Softmax(dim=-1)'),
  'flow_train.py': training,
};

test('a model is followed into the file that it comes from, and again when that changes', async () => {
  await withFiles(files, async (uriOf) => {
    await vscode.window.showTextDocument(uriOf('flow_train.py'));
    const [problem] = await problemsOf(uriOf('flow_train.py'), hasOne);
    expect(problem?.range.start.line).to.equal(5);
    const places = problem?.relatedInformation?.map(({ location: { uri, range } }) => [uri.path, range.start.line]);
    expect(places?.[0]).to.deep.equal([uriOf('flow_models/net.py').path, 3]);

    // As it is stored, then as it is being edited.
    await writeFile(uriOf('flow_models/net.py'), net('nn.ReLU()').replace(', nn.ReLU()', ''));
    await problemsOf(uriOf('flow_train.py'), hasNone);
    const model = await vscode.workspace.openTextDocument(uriOf('flow_models/net.py'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      model.uri,
      new vscode.Position(3, 'super().__init__(nn.Linear(3, 4)'.length + 8),
      ', nn.Softmax(dim=-1)',
    );
    await vscode.workspace.applyEdit(edit);
    await problemsOf(uriOf('flow_train.py'), hasOne);
    await model.save();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
