import { spawnSync } from 'node:child_process';

/** Reads texts from a JSON list and answers with a list of errors, `null` where there is none. */
const program = `
import ast, json, sys
errors = []
for text in json.load(sys.stdin):
    try:
        ast.parse(text)
        errors.append(None)
    except (SyntaxError, ValueError) as error:
        errors.append(str(error))
json.dump(errors, sys.stdout)
`;

/** What Python's own parser says of texts: an error, or `null`. `undefined` where there is no Python 3. */
export function pythonErrors(texts: readonly string[]): readonly (string | null)[] | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return status === 0 ? (JSON.parse(stdout) as (string | null)[]) : undefined;
}
