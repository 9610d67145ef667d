import type { Location, Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import { version } from '../../../package.json';
import { rules } from '../../core/rules';
import type { Severity } from '../../core/rules/problem';
import type { Range } from '../../core/text';
import type { ReportedProblem, ReportedRange } from '../scan/report';
import type { ScanResult } from '../scan/scanPaths';

/** The problems in the Static Analysis Results Interchange Format 2.1.0 (OASIS), whose columns and lines count from 1. */
export function sarifLog({ files, skipped }: ScanResult): Log {
  return {
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: { driver: { name: 'activation-insight', version, rules: rules.map(describeRule) } },
        results: files.flatMap(({ path, problems = [] }) => problems.map((problem) => describeProblem(path, problem))),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: skipped.map(({ path, reason }) => ({
              level: 'warning',
              message: { text: reason },
              locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
            })),
          },
        ],
      },
    ],
  };
}

function describeRule({ id, title, severity, offByDefault }: (typeof rules)[number]): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title() },
    defaultConfiguration: { level: levelOf(severity), enabled: offByDefault !== true },
  };
}

function describeProblem(path: string, { rule, severity, message, range, related, fixes }: ReportedProblem): Result {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levelOf(severity),
    message: { text: message },
    locations: [locationOf(path, range)],
    relatedLocations: related.map((place) => ({
      ...locationOf(place.path ?? path, place.range),
      message: { text: place.message },
    })),
    // A fix of SARIF names regions of a file; the cells of a notebook are none.
    ...(range.cell !== undefined || fixes.length === 0
      ? {}
      : {
          fixes: fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: [
              {
                artifactLocation: { uri: uriOf(path) },
                replacements: edits.map((edit) => ({
                  deletedRegion: regionOf(edit.range),
                  insertedContent: { text: edit.newText },
                })),
              },
            ],
          })),
        }),
  };
}

/** A cell of a notebook is a place within the file: its index stands as a logical location. */
function locationOf(path: string, range: ReportedRange): Location {
  const artifactLocation = { uri: uriOf(path) };
  const physicalLocation: PhysicalLocation =
    range.cell === undefined ? { artifactLocation, region: regionOf(range) } : { artifactLocation };
  return range.cell === undefined
    ? { physicalLocation }
    : {
        physicalLocation,
        logicalLocations: [{ name: `cell ${range.cell}`, kind: 'module' }],
        properties: { cellRegion: regionOf(range) },
      };
}

function regionOf({ start, end }: Range): NonNullable<PhysicalLocation['region']> {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A relative reference: paths are printed as they were given or found. */
function uriOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}

function levelOf(severity: Severity): NonNullable<Result['level']> {
  switch (severity) {
    case 'error':
    case 'warning':
      return severity;
    case 'information':
    case 'hint':
      return 'note';
  }
}
