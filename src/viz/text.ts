// Text in drawings: what is safe to write, and how wide it becomes where nobody can measure it.

/** One line without what moves or breaks text: control, format and bidirectional characters, and what XML forbids. */
export function tidy(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu, ' ');
}

/** Text as data in XML and HTML, in elements and quoted attributes. */
export function escapeMarkup(text: string): string {
  return tidy(text).replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** The width of a text in a sans-serif font, rather too large than too small. */
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += emOf(character);
  return em * size;
}

function emOf(character: string): number {
  if (/[ .,:;!'|ijl()[\]fIt]/.test(character)) return 0.4;
  if (/[mwMW@%]/.test(character)) return 1;
  if (/[\u0020-\u024F]/.test(character)) return /[A-Z]/.test(character) ? 0.74 : 0.63;
  if (/\p{M}/u.test(character)) return 0;
  return (character.codePointAt(0) ?? 0) < 0x1100 ? 0.75 : 1.25;
}

/** The text, or as much of it as fits, with an ellipsis. */
export function cutTo(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text;
  let fitting = '';
  let used = widthOf('…', size);
  for (const character of text) {
    used += emOf(character) * size;
    if (used > width) break;
    fitting += character;
  }
  return `${fitting}…`;
}
