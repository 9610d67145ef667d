import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPackage, pythonFiles } from '../truth/packages';

/** Debian's package, its version, and the Python package in it. */
const packages = [
  ['python3-torchvision', '0.14.1-2', 'torchvision'],
  ['python3-torchaudio', '0.13.1-1', 'torchaudio'],
  ['python3-keras-applications', '1.0.8+ds-1', 'keras_applications'],
] as const;

/** The folders of three real packages, fetched on first use. */
export function fetchRealPackages(): readonly string[] {
  return packages.map(([name, version, module]) => join(fetchPackage(name, version), module));
}

/** A model file of at least so many lines, made of the real models of torchvision one after the other. */
export function realModelFile(lines: number): string {
  const [torchvision = ''] = fetchRealPackages();
  const models = join(torchvision, 'models');
  let text = '';
  for (const file of pythonFiles(models, models)) {
    if (text.split('\n').length > lines) {
      break;
    }
    text += `${readFileSync(join(models, file), 'utf8')}\n`;
  }
  return text;
}
