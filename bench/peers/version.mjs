// Versions of the installed contenders, for the record.
import { readFileSync } from 'node:fs';

/** The version in the manifest of an installed package; `packageName` is the folder under node_modules. */
export function versionOf(packageName) {
  const manifest = new URL(`../node_modules/${packageName}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
