import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebHost } from './install';

/** Pairs of a module and its keys, in the order of the messages. */
type Keys = readonly (readonly [string, readonly string[]])[];

/**
 * Gives a server the Simplified Chinese texts that the web build carries. Its release is not the same, so texts are
 * matched by key, and what has no Chinese stays English; a language pack of the marketplace works in the same way.
 */
export async function writeChinesePack(web: WebHost, data: string): Promise<void> {
  const keys = JSON.parse(await readFile(join(web.build, 'out', 'nls.keys.json'), 'utf8')) as Keys;
  const chinese = messages(await readFile(join(web.build, 'nls', 'zh-cn', 'nls.messages.js'), 'utf8'));
  const contents: Record<string, Record<string, string>> = {};
  let index = 0;
  for (const [module, names] of keys) {
    const texts: Record<string, string> = {};
    for (const name of names) {
      const text = chinese[index++];
      if (text !== undefined) {
        texts[name] = text;
      }
    }
    contents[module] = texts;
  }
  const pack = join(data, 'zh-cn');
  const translation = join(pack, 'main.i18n.json');
  await mkdir(pack, { recursive: true });
  await writeFile(translation, JSON.stringify({ version: '1.0.0', contents }));
  const languagePack = {
    hash: 'zh-cn',
    label: '中文(简体)',
    extensions: [{ extensionIdentifier: { id: 'activation-insight.zh-cn' }, version: '1.0.0' }],
    translations: { vscode: translation },
  };
  await writeFile(join(data, 'languagepacks.json'), JSON.stringify({ 'zh-cn': languagePack }));
  // Without this file the server speaks English to everybody; without a language in it, it asks the browser.
  await writeFile(join(data, 'User', 'argv.json'), '{}\n');
}

function messages(script: string): readonly string[] {
  const start = script.indexOf('[');
  const end = script.lastIndexOf('];');
  return JSON.parse(script.slice(start, end + 1)) as readonly string[];
}
