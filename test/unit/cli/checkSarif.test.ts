import Ajv from 'ajv';
import metaSchema from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine } from '../support/commandLine';

const require = createRequire(import.meta.url);
const fixtures = join(import.meta.dirname, '../../fixtures/rules');

/** The schema of SARIF 2.1.0 as OASIS published it; it is written in draft 4 of JSON Schema. */
const schemaFile = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

/** What the schema has against a log. */
function errorsIn(log: Log): readonly string[] {
  const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true });
  ajv.addMetaSchema(metaSchema);
  ajv.validate(JSON.parse(readFileSync(schemaFile, 'utf8')) as object, log);
  return (ajv.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message ?? ''}`);
}

/** Of every rule's fixtures, a notebook, names that a URI cannot have, and a file that cannot be read. */
async function logOfEverything(): Promise<Log> {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  cpSync(fixtures, join(folder, 'rules'), { recursive: true });
  const wrong = 'from torch import nn\nact = nn.LeakyReLU(True)\n';
  writeFileSync(join(folder, 'a b%#?ü[1].py'), wrong);
  const cell = (source: string): object => ({ cell_type: 'code', source });
  writeFileSync(join(folder, 'net.ipynb'), JSON.stringify({ cells: [cell(wrong), cell('nn.LeakyReLU(False)')] }));
  writeFileSync(join(folder, 'broken.ipynb'), '{');
  const commandLine = await buildCommandLine();
  const { output } = await commandLine.run(['check', '--format', 'sarif', '.'], { folder });
  return JSON.parse(output) as Log;
}

describe('a SARIF log', () => {
  let log: Log;
  beforeAll(async () => {
    log = await logOfEverything();
  });

  it('is valid by the schema of OASIS', () => {
    const [run] = log.runs;
    expect(run?.results?.length).toBeGreaterThan(200);
    expect(run?.results?.some(({ fixes }) => fixes !== undefined)).toBe(true);
    expect(run?.results?.some(({ relatedLocations }) => relatedLocations?.length !== 0)).toBe(true);
    expect(run?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
    expect(errorsIn(log)).toEqual([]);
  });

  it('would be refused if it were wrong', () => {
    const [run] = log.runs;
    expect(run).toBeDefined();
    const wrong = { ...log, version: '2.0.0', runs: [{ ...run, results: [{ level: 'fatal', message: {} }] }] };
    const errors = errorsIn(wrong as unknown as Log);
    expect(errors.join('\n')).toMatch(/\.version/);
    expect(errors.join('\n')).toMatch(/\.runs\[0\]\.results\[0\]\.level/);
    expect(errors.join('\n')).toMatch(/\.runs\[0\]\.results\[0\]\.message/);
  });
});
