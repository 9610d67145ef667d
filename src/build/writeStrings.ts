/** Writes `l10n/bundle.l10n.json`, from which translators work: `npm run l10n`. */
import { writeFile } from 'node:fs/promises';
import { collectStrings, englishBundle, formatBundle } from './strings';

async function writeStrings(): Promise<void> {
  await writeFile(englishBundle, formatBundle(await collectStrings()));
}

void writeStrings();
