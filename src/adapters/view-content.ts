// The content of a value that shows another one: nothing of its own, the other has it all.
import { Content, foreignContent } from '../recording/content.js';
import { noteReadsOfHolder } from './adapted-content.js';

/** What stands behind a view. */
export class ViewContent extends Content {
  constructor(
    readonly handle: object,
    private readonly shown: object,
  ) {
    super();
  }

  *children(): Iterable<readonly [string, unknown]> {
    yield ['data', this.shown];
  }

  fill(): void {
    // What it shows is what it is.
  }

  forgetCells(): void {
    // There are none.
  }

  override entered(): void {
    noteReadsOfHolder(this);
  }

  override noteRead(): void {
    foreignContent.get(this.shown)?.noteRead();
  }
}
