// What the examples print with: sections, aligned tables, and proofs that fail the program.

/** A cell of a table: numbers stand on the right and get two digits after the point unless they are whole. */
export type Cell = string | number;

/** Begins a section. */
export function section(title: string): void {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 96 - title.length))}`);
}

/** Prints rows under a head, every column as wide as its widest cell. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const texts = rows.map((row) => row.map(text));
  const widths = head.map((title, column) => Math.max(title.length, ...texts.map((row) => row[column]?.length ?? 0)));
  const onRight = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  for (const row of [head, ...texts]) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return onRight[column] === true ? cell.padStart(width) : cell.padEnd(width);
    });
    console.log(`  ${cells.join('  ').trimEnd()}`);
  }
}

function text(cell: Cell): string {
  return typeof cell === 'string' || Number.isInteger(cell) ? String(cell) : cell.toFixed(2);
}

/** Prints a claim with its outcome. One that does not hold makes the program end with exit code 1. */
export function prove(claim: string, holds: boolean): void {
  console.log(`  ${holds ? '✓' : '✗ NOT TRUE:'} ${claim}`);
  if (!holds) process.exitCode = 1;
}
