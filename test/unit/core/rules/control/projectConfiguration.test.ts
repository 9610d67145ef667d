import { describe, expect, it } from 'vitest';
import { readProjectConfiguration } from '../../../../../src/core/rules/control/projectConfiguration';

function table(...lines: readonly string[]): string {
  return ['[project]', 'name = "net"', '', '[tool.activation-insight]', ...lines, ''].join('\n');
}

/** What is said of a text, with lines from 1. */
function mistakesIn(text: string): readonly string[] {
  const reading = readProjectConfiguration(text);
  const mistakes =
    reading.kind === 'configured' ? reading.mistakes : reading.kind === 'unreadable' ? [reading.mistake] : [];
  return mistakes.map(({ line, message }) => `${line + 1}: ${message}`);
}

describe('the table of a project', () => {
  it('says what is excluded and how severe rules are', () => {
    const text = table('exclude = ["tests", "**/*_pb2.py"]', 'severity = { softmax-without-dim = "off" }');
    expect(readProjectConfiguration(text)).toEqual({
      kind: 'configured',
      configuration: { exclude: ['tests', '**/*_pb2.py'], severity: { 'softmax-without-dim': 'off' } },
      mistakes: [],
    });
  });

  it('may have a table of its own for severities, with every one', () => {
    const text = table(
      '[tool.activation-insight.severity]',
      'rnn-relu = "off"',
      'log-of-softmax = "hint"',
      "'log-of-sigmoid' = 'information'",
      'selu-recipe = "warning"',
      'shared-prelu = "error"',
    );
    expect(readProjectConfiguration(text)).toMatchObject({
      configuration: {
        exclude: [],
        severity: {
          'rnn-relu': 'off',
          'log-of-softmax': 'hint',
          'log-of-sigmoid': 'information',
          'selu-recipe': 'warning',
          'shared-prelu': 'error',
        },
      },
      mistakes: [],
    });
  });

  it('may be empty', () => {
    expect(readProjectConfiguration(table())).toMatchObject({ configuration: { exclude: [], severity: {} } });
  });

  it.each([
    ['there is no table', '[tool.ruff]\nselect = ["E"]\n'],
    ['the file is broken, but not about us', '[tool.ruff\n'],
    ['we are only named', '[project]\ndependencies = ["activation-insight"]\n'],
    ['tool is no table', 'tool = "activation-insight"\n'],
  ])('is silent where %s', (_, text) => {
    expect(readProjectConfiguration(text)).toEqual({ kind: 'silent' });
  });
});

describe('mistakes in the table', () => {
  it('leave what makes sense', () => {
    const text = table(
      'excludes = []',
      'exclude = ["tests", 3]',
      '[tool.activation-insight.severity]',
      'softmax-witout-dim = "off"',
      'rnn-relu = "Off"',
      'selu-recipe = 1',
      'shared-prelu = "hint"',
    );
    expect(readProjectConfiguration(text)).toMatchObject({
      configuration: { exclude: ['tests'], severity: { 'shared-prelu': 'hint' } },
    });
    expect(mistakesIn(text)).toEqual([
      '5: There is no setting "excludes". Did you mean "exclude"?',
      '6: "exclude" must be a list of globs, such as ["tests", "**/*_generated.py"].',
      '8: There is no rule "softmax-witout-dim". Did you mean "softmax-without-dim"?',
      '9: "rnn-relu" cannot be "Off", only error, warning, information, hint, off.',
      '10: "selu-recipe" cannot be "1", only error, warning, information, hint, off.',
    ]);
  });

  it('may be its type', () => {
    expect(mistakesIn('[tool]\nactivation-insight = "off"\n')).toEqual([
      '2: "tool.activation-insight" must be a table.',
    ]);
  });

  it('may be the type of a setting', () => {
    expect(mistakesIn(table('exclude = "tests"', 'severity = "off"'))).toEqual([
      '5: "exclude" must be a list of globs, such as ["tests", "**/*_generated.py"].',
      '6: "severity" must be a table, such as { "softmax-without-dim" = "off" }.',
    ]);
  });

  it('name nothing where nothing is near', () => {
    expect(mistakesIn(table('colour = 1'))).toEqual(['5: There is no setting "colour".']);
  });

  it('may make the file no TOML: then it is not known what it says', () => {
    const text = table('exclude = ["tests"', 'severity = {}');
    expect(readProjectConfiguration(text)).toMatchObject({ kind: 'unreadable' });
    expect(mistakesIn(text)).toEqual([expect.stringMatching(/^[56]: The file is no valid TOML: \w.*$/)]);
  });

  it('may be names of what every object has', () => {
    const text = table('[tool.activation-insight.severity]', '__proto__ = "off"', 'constructor = "off"');
    expect(readProjectConfiguration(text)).toMatchObject({ kind: 'configured', configuration: { severity: {} } });
    expect(mistakesIn(text)).toHaveLength(2);
  });
});
