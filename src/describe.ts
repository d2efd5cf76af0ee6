// How messages show values: short, on one line, without control characters.

/** Shows a value inside a message: short, on one line, without control characters. */
export function show(value: unknown): string {
  if (typeof value === 'string') {
    const text = value.length > 60 ? `${value.slice(0, 60)}…` : value;
    return JSON.stringify(text.toWellFormed());
  }
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (typeof value === 'object' && value !== null) return `a ${typeName(value)}`;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The name of an object's class, for messages. */
export function typeName(value: object): string {
  const maker: unknown = (value as { constructor?: unknown }).constructor;
  return typeof maker === 'function' && maker.name !== '' ? maker.name : 'object';
}
