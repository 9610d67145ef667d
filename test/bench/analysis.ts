import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormulaAsset } from '../../src/core/cards/formulaImage';
import { cardFacts } from '../../src/core/cards/facts';
import { loadPythonParser, type PythonParser } from '../../src/core/python/parser';
import { Analyzer, type DocumentAnalysis } from '../../src/core/uses/analysis';
import { Service } from '../../src/service/service';
import { modelFile } from './modelFile';
import { realModelFile } from './realCode';
import { median, quantile, time, type Measurement } from './report';

const dist = join(import.meta.dirname, '../../dist');
const rounds = 25;
const typed = 'y = F.relu(x)\n        ';
const typedPlaces = 15;

function read(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(dist, name)));
}

/** Cold analysis against parsing alone, then again after keystrokes, then the hovers; of real code and of dense code. */
export async function measureAnalysis(): Promise<readonly Measurement[]> {
  const binaries = { runtime: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') };
  const parser = await loadPythonParser(binaries);
  const analyzer = new Analyzer(parser);
  const formulas = JSON.parse(readFileSync(join(dist, 'formulas.json'), 'utf8')) as FormulaAsset;
  const service = await Service.start({ ...binaries, formulas });
  const texts = [
    ['5,000 lines of torchvision', realModelFile(5000)],
    ['5,000 lines, every sixth a use', modelFile(5000)],
  ] as const;
  return texts.flatMap(([what, text]) => [
    measureCold(parser, analyzer, what, text),
    { name: `${what}: again after a keystroke, p95`, ...p95(measureTyping(analyzer, text)) },
    { name: `${what}: hover after analysis, p95`, ...p95(measureHovers(service, analyzer, what, text)) },
  ]);
}

function p95(samples: readonly number[]): Pick<Measurement, 'measured' | 'budget' | 'unit' | 'detail'> {
  return {
    measured: quantile(samples, 0.95),
    budget: 5,
    unit: 'ms',
    detail: `median ${median(samples).toFixed(2)} ms`,
  };
}

function measureCold(parser: PythonParser, analyzer: Analyzer, what: string, text: string): Measurement {
  const parsing: number[] = [];
  const analyzing: number[] = [];
  for (let round = 0; round < rounds; round++) {
    parsing.push(time(() => parser.parse(text)?.delete()));
    analyzing.push(time(() => analyzer.analyze(text)?.dispose()));
  }
  const cold = median(analyzing);
  const alone = median(parsing);
  return {
    name: `${what}: cold analysis against parsing`,
    measured: cold / alone,
    budget: 1.5,
    unit: 'ratio',
    detail: `${cold.toFixed(1)} ms against ${alone.toFixed(1)} ms`,
  };
}

/** Types a statement into the bodies of functions all over the file, one character at a time. */
function measureTyping(analyzer: Analyzer, original: string): readonly number[] {
  const lines = [...original.matchAll(/\n {8}(?=\w)/g)].map(({ index, 0: match }) => index + match.length);
  const samples: number[] = [];
  let analysis: DocumentAnalysis | undefined;
  const analyze = (text: string): void => {
    analysis = analyzer.analyze(text, { previous: analysis });
  };
  for (let place = 0; place < typedPlaces; place++) {
    const at = lines[Math.floor((lines.length * place) / typedPlaces)] ?? 0;
    // Going elsewhere is no keystroke.
    analyze(original);
    for (let length = 1; length <= typed.length; length++) {
      const text = original.slice(0, at) + typed.slice(0, length) + original.slice(at);
      samples.push(
        time(() => {
          analyze(text);
        }),
      );
    }
  }
  analysis?.dispose();
  return samples;
}

function measureHovers(service: Service, analyzer: Analyzer, key: string, text: string): readonly number[] {
  const analysis = analyzer.analyze(text);
  const places = analysis?.uses.map(({ range }) => range.start) ?? [];
  analysis?.dispose();
  const document = { key, version: '1', parts: [{ text }] };
  const hover = (position: { readonly line: number; readonly character: number }): void => {
    service.answer({
      id: 1,
      method: 'hover',
      request: { document, position, theme: 'dark', plot: true, facts: cardFacts, slope: 0.01 },
    });
  };
  // The first request analyzes the file; the budget is for those after it.
  places.slice(0, 1).forEach(hover);
  return places.map((place) =>
    time(() => {
      hover(place);
    }),
  );
}
