/** An element of a parsed XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const markup = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;

/**
 * Parses the XML that our pictures are: elements, attributes in double quotes, text.
 * @throws Error where it is not well-formed, a reference is unknown or a character is not allowed in XML
 */
export function parseXml(source: string): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  markup.lastIndex = 0;
  while (markup.lastIndex < source.length) {
    const start = markup.lastIndex;
    const match = markup.exec(source);
    const current = open[open.length - 1];
    if (!match || !current) {
      throw new Error(`No markup at ${String(start)}: ${source.slice(start, start + 60)}`);
    }
    const [, slash, name, attributes, selfClosing, text] = match;
    if (text !== undefined) {
      current.text += decode(text);
    } else if (slash === '/') {
      if (name !== current.name || open.length < 2) {
        throw new Error(`</${String(name)}> closes <${current.name}>`);
      }
      open.pop();
    } else {
      const element: OpenElement = {
        name: name ?? '',
        attributes: readAttributes(attributes ?? ''),
        children: [],
        text: '',
      };
      current.children.push(element);
      if (selfClosing !== '/') {
        open.push(element);
      }
    }
  }
  const [document] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || !document) {
    throw new Error('Not exactly one closed root element');
  }
  return document;
}

/** All elements called `name`, in document order. */
export function elementsOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsOf(child, name)]);
}

/** An attribute as a number; NaN where it is missing or none. */
export function numberIn(element: XmlElement, attribute: string): number {
  return Number(element.attributes[attribute] ?? Number.NaN);
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of source.matchAll(/([A-Za-z_][\w:.-]*)="([^"<]*)"/g)) {
    if (Object.hasOwn(attributes, name)) {
      throw new Error(`Attribute ${name} twice`);
    }
    attributes[name] = decode(value);
  }
  return attributes;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  const decoded = text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : entities[name];
    if (character === undefined || !whole.endsWith(';')) {
      throw new Error(`Unknown reference ${whole}`);
    }
    return character;
  });
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(decoded)) {
    throw new Error(`A character that XML does not allow in ${JSON.stringify(decoded)}`);
  }
  return decoded;
}
