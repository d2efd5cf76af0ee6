// Names, titles and values come from files of strangers: nothing in them may reach a terminal as anything but text.

/** What moves the cursor, changes the terminal, or shows text in another order than it is in. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFE\uFFFF]|[\u{E0000}-\u{E0FFF}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A text on one line, with what cannot be seen spelled out: `\n`, `\u{1b}`. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, (one) => SHORT[one] ?? `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same inside a JSON text, which stays the same document. */
export function visibleJson(text: string): string {
  return text.replace(INVISIBLE, (one) =>
    Array.from({ length: one.length }, (_, at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}
