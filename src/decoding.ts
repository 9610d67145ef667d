/**
 * Reads values of unknown origin. A decoder returns the value it was made for, rebuilt from what it knows, so that
 * nothing unexpected rides along, or throws a `DecodingError` that says where the value went wrong.
 */
export type Decoder<Value> = (value: unknown) => Value;

/** A value is not what its reader was made for. */
export class DecodingError extends Error {
  /** @param path from the outside inwards: `subject.arguments` */
  constructor(
    readonly expected: string,
    readonly path = '',
  ) {
    super(path === '' ? `expected ${expected}` : `${path}: expected ${expected}`);
    this.name = 'DecodingError';
  }

  /** The same problem, seen from one level further out. */
  inside(key: string): DecodingError {
    return new DecodingError(this.expected, this.path === '' ? key : `${key}.${this.path}`);
  }
}

/** The value, or in words why it is none. */
export type Decoded<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

/** Reads without throwing. */
export function tryDecode<Value>(decoder: Decoder<Value>, value: unknown): Decoded<Value> {
  try {
    return { ok: true, value: decoder(value) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A field that an object may lack. */
export interface OptionalField<Value> {
  readonly ifPresent: Decoder<Value>;
}

type Field<Value> = Decoder<Value> | OptionalField<Value>;
type Fields<Value> = {
  readonly [Key in keyof Value]-?: undefined extends Value[Key]
    ? OptionalField<Exclude<Value[Key], undefined>>
    : Decoder<Value[Key]>;
};

export function optional<Value>(ifPresent: Decoder<Value>): OptionalField<Value> {
  return { ifPresent };
}

export const text: Decoder<string> = (value) => {
  if (typeof value !== 'string') throw new DecodingError('a string');
  return value;
};

export const truth: Decoder<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new DecodingError('true or false');
  return value;
};

/** Any number but NaN. */
export const number: Decoder<number> = (value) => {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new DecodingError('a number');
  return value;
};

export const finiteNumber: Decoder<number> = (value) => {
  const read = number(value);
  if (!Number.isFinite(read)) throw new DecodingError('a finite number');
  return read;
};

/** A count or an index: 0, 1, 2, … */
export const wholeNumber: Decoder<number> = (value) => {
  const read = number(value);
  if (!Number.isSafeInteger(read) || read < 0) throw new DecodingError('a whole number');
  return read;
};

export const nothing: Decoder<null> = (value) => {
  if (value !== null) throw new DecodingError('null');
  return null;
};

export function oneOf<const Value extends string>(...allowed: readonly Value[]): Decoder<Value> {
  return (value) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw new DecodingError(`one of ${allowed.join(', ')}`);
    return found;
  };
}

/** What the first decoder that takes the value makes of it. */
export function either<First, Second>(first: Decoder<First>, second: Decoder<Second>): Decoder<First | Second> {
  return (value) => {
    const read = tryDecode(first, value);
    return read.ok ? read.value : second(value);
  };
}

export function list<Value>(element: Decoder<Value>): Decoder<readonly Value[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new DecodingError('an array');
    return value.map((entry: unknown, index) => within(String(index), element, entry));
  };
}

/** An object that maps any keys to values of one kind. */
export function dictionary<Value>(element: Decoder<Value>): Decoder<Readonly<Record<string, Value>>> {
  return (value) =>
    Object.fromEntries(Object.entries(plainObject(value)).map(([key, entry]) => [key, within(key, element, entry)]));
}

/** An object with the fields of `Value`, each read by its own decoder; other fields are left out. */
export function object<Value extends object>(fields: Fields<Value>): Decoder<Value> {
  return (value) => {
    const given = plainObject(value);
    const entries = Object.entries<Field<unknown>>(fields).flatMap(([key, field]) => {
      const isOptional = typeof field !== 'function';
      const entry = Object.hasOwn(given, key) ? given[key] : undefined;
      if (isOptional && entry === undefined) return [];
      return [[key, within(key, isOptional ? field.ifPresent : field, entry)] as const];
    });
    // Every field of the type was read by the decoder for its type: the compiler cannot follow that through entries.
    return Object.fromEntries(entries) as Value;
  };
}

/** One of several kinds of object, told apart by their field `type`. */
export function tagged<Message extends { readonly type: string }>(decoders: {
  readonly [Type in Message['type']]: Decoder<Extract<Message, { readonly type: Type }>>;
}): Decoder<Message> {
  const byType = new Map(Object.entries<Decoder<Message>>(decoders));
  return (value) => {
    const type = within('type', text, plainObject(value)['type']);
    const decoder = byType.get(type);
    if (decoder === undefined) throw new DecodingError(`one of ${[...byType.keys()].join(', ')}`, 'type');
    return decoder(value);
  };
}

function plainObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new DecodingError('an object');
  return { ...value };
}

function within<Value>(key: string, decoder: Decoder<Value>, value: unknown): Value {
  try {
    return decoder(value);
  } catch (error) {
    throw error instanceof DecodingError ? error.inside(key) : error;
  }
}
