import { frameworks } from '../frameworks';
import { isWordCode } from '../python/words';
import { mayHoldExpression } from './expressions/candidates';
import { showsLibrary } from './frameworkPreference';
import { conventionalModules, frameworksOfModule, registryStrings } from '../frameworks/symbolIndex';

/** A word or short string that may name an activation, found by the text alone. */
export interface Candidate {
  /** Of the name itself, without quotes. */
  readonly start: number;
  readonly name: string;
  readonly quoted: boolean;
}

interface Vocabulary {
  readonly words: RegExp;
  readonly methods: ReadonlySet<string>;
  /** Parameters that switch an activation on: `relu_squared=True`. */
  readonly flags: ReadonlySet<string>;
  /** What receives strings in a file that imports no library: keys, dictionaries, conventional names of modules. */
  readonly receivers: RegExp;
  /** In lower case. */
  readonly strings: ReadonlySet<string>;
}

let builtVocabulary: Vocabulary | undefined;

/** Built on first use: the tables hold a thousand names. */
function vocabulary(): Vocabulary {
  builtVocabulary ??= buildVocabulary();
  return builtVocabulary;
}

function buildVocabulary(): Vocabulary {
  const words = new Set<string>();
  const methods = new Set<string>();
  const flags = new Set<string>();
  const strings = new Set<string>([...registryStrings()].map((text) => text.toLowerCase()));
  for (const framework of frameworks) {
    for (const { path, aliases = [] } of framework.symbols) {
      for (const name of [path, ...aliases].map(lastName)) {
        words.add(name);
        strings.add(name.toLowerCase());
      }
    }
    for (const { name } of framework.methods ?? []) {
      words.add(name);
      methods.add(name);
    }
    for (const { parameter, flag } of framework.activationParameters ?? []) {
      if (flag !== undefined) {
        words.add(parameter);
        flags.add(parameter);
      }
    }
  }
  return { words: wordPattern(words), methods, flags, receivers: receiverPattern(), strings };
}

function receiverPattern(): RegExp {
  const keys: string[] = [];
  const dictionaries: string[] = [];
  const modules: string[] = [];
  for (const framework of frameworks) {
    for (const { kind, name, needsImport } of framework.lookups ?? []) {
      if (kind === 'subscript') {
        dictionaries.push(lastName(name));
      } else if (needsImport !== true) {
        keys.push(name);
      }
    }
    // NumPy's and others' names receive no strings.
    modules.push(...(framework.activationParameters ? Object.keys(framework.conventionalNames ?? {}) : []));
  }
  return new RegExp(
    String.raw`(?<!\w)(?:(?:${keys.join('|')})['"]?\s*[:=\]]|(?:${dictionaries.join('|')})\s*\[|(?:${modules.join('|')})\s*\.|getattr\()`,
  );
}

/** Matches any of the words as a whole word. */
export function wordPattern(words: Iterable<string>): RegExp {
  const sorted = [...words].sort();
  const alternatives = `(?:${sorted.join('|')})`;
  // Word boundaries take half the time of looking around, but know no letters beyond ASCII.
  return sorted.every((word) => /^\w+$/.test(word))
    ? new RegExp(String.raw`\b${alternatives}\b`, 'g')
    : new RegExp(String.raw`(?<!\w)${alternatives}(?!\w)`, 'g');
}

/** Whether tensors have a method of this name that is an activation. */
export function isMethodName(name: string): boolean {
  return vocabulary().methods.has(name);
}

/** Whether some library has a parameter of this name that switches an activation on. */
export function isFlagName(name: string): boolean {
  return vocabulary().flags.has(name);
}

const quotedPattern = /(['"])([A-Za-z][\w.+-]{0,39})\1/g;

/** Every place in a text that may name an activation: words first, then strings. */
export function findCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  lookForCandidates(text, (candidate) => {
    found.push(candidate);
    return false;
  });
  return found;
}

/** Calls `isEnough` with one candidate after the other until it says so. */
function lookForCandidates(text: string, isEnough: (candidate: Candidate) => boolean): boolean {
  const { words, strings } = vocabulary();
  words.lastIndex = 0;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    const { 0: name, index } = match;
    const before = text.charCodeAt(index - 1);
    const isQuoted =
      (before === doubleQuote || before === singleQuote) && text.charCodeAt(index + name.length) === before;
    if (!isQuoted && isEnough({ start: index, name, quoted: false })) {
      return true;
    }
  }
  quotedPattern.lastIndex = 0;
  for (let match = quotedPattern.exec(text); match !== null; match = quotedPattern.exec(text)) {
    const { 2: name = '', index } = match;
    // The quote that closes this string may open the next.
    quotedPattern.lastIndex -= 1;
    if (strings.has(name.toLowerCase()) && isEnough({ start: index + 1, name, quoted: true })) {
      return true;
    }
  }
  return false;
}

const dot = 46;
const doubleQuote = 34;
const singleQuote = 39;

/** The dotted name that ends before the offset `end`: `nn.functional` before `.relu`; empty where there is none. */
export function chainBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && isChainCode(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  return text.slice(start, end);
}

function isChainCode(code: number): boolean {
  return isWordCode(code) || code === dot;
}

const importPattern =
  /^[ \t\ufeff]*(?:from[ \t]+([\w.]+)[ \t]+)?import\b[ \t]*(\([^)]*\)?|(?:[^\n\\#]|\\\r?\n)*)|;[ \t]*import[ \t]+([^\n;]+)/gm;

/** What the import lines of a text say, read without a parser: too much rather than too little. */
interface ImportedWords {
  readonly names: ReadonlySet<string>;
  readonly importsFramework: boolean;
}

function readImportedWords(text: string): ImportedWords {
  const modules = new Set<string>();
  const names = new Set<string>();
  for (const [, module, first = '', second = ''] of text.matchAll(importPattern)) {
    const clause = first + second;
    if (module !== undefined) {
      modules.add(module.slice(0, (module.indexOf('.') + 1 || module.length + 1) - 1));
    }
    for (const [word] of clause.matchAll(/[\w]+|\*/g)) {
      names.add(word);
      if (module === undefined) {
        modules.add(word);
      }
    }
  }
  return { names, importsFramework: [...modules].some((module) => frameworksOfModule(module).length > 0) };
}

/** Who reads a file asks first, and whoever analyzes it asks again. */
let last = { text: '', mayName: false };

/**
 * Whether a text may name any activation: a test that costs a fraction of a parse. `false` is certain: an analysis
 * would find nothing.
 */
export function mayNameActivation(text: string): boolean {
  if (last.text !== text) {
    last = { text, mayName: mayNameLibraryActivation(text) || mayHoldExpression(text) };
  }
  return last.mayName;
}

function mayNameLibraryActivation(text: string): boolean {
  // Reading the imports costs more than looking for a candidate that needs none.
  const others: Candidate[] = [];
  const isFound = lookForCandidates(text, (candidate) => {
    others.push(candidate);
    return isConventional(text, candidate);
  });
  return isFound || (others.length > 0 && mayImportAnyOf(others, text));
}

/** `nn.ReLU`, `x.sigmoid`, `f(x).relu`. */
function isConventional(text: string, { start, name, quoted }: Candidate): boolean {
  if (quoted || text.charCodeAt(start - 1) !== dot) {
    return false;
  }
  if (isMethodName(name)) {
    return true;
  }
  const root = rootBefore(text, start);
  return root === '' || conventionalModules(root).length > 0;
}

function mayImportAnyOf(candidates: readonly Candidate[], text: string): boolean {
  const { names, importsFramework } = readImportedWords(text);
  return candidates.some(({ start, name, quoted }) => {
    if (quoted) {
      return importsFramework || vocabulary().receivers.test(text) || showsLibrary(text);
    }
    if (text.charCodeAt(start - 1) === dot) {
      return importsFramework || names.has(rootBefore(text, start));
    }
    return names.has(name) || names.has('*') || (importsFramework && vocabulary().flags.has(name));
  });
}

function rootBefore(text: string, end: number): string {
  const chain = chainBefore(text, end);
  return chain.slice(0, chain.indexOf('.'));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
