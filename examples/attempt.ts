/** Runs `body` and returns what it throws. */
export function attempt(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}
