// The content of a value that shows another one: nothing of its own, the other has it all.
import { typeName } from '../describe.js';
import { UncopyableValueError } from '../errors.js';
import { Content, foreignContent } from '../recording/content.js';
import { containerTitle } from '../recording/track.js';
import { noteReadsOfHolder } from './adapted-content.js';
import type { ViewAdapter } from './protocol.js';

/** The step of a path from a view to what it shows. */
export const SHOWN = 'buffer';

/** What stands behind a view. */
export class ViewContent extends Content {
  constructor(
    readonly handle: object,
    override readonly shown: object,
    readonly adapter: ViewAdapter,
    /** Name of the adapter, for files and messages. */
    readonly adapterName: string,
  ) {
    super();
  }

  *children(): Iterable<readonly [string, unknown]> {
    yield [SHOWN, this.shown];
  }

  /** @throws {UncopyableValueError} when its adapter cannot */
  override emptyTwin(shown: object): ViewContent {
    const { handle, adapter, adapterName } = this;
    const handleOfTwin =
      adapter.viewAs?.(handle, shown) ?? (adapter.encode && adapter.decode?.(adapter.encode(handle), shown));
    if (handleOfTwin === undefined) throw new UncopyableValueError(containerTitle(this), typeName(handle), 'viewAs');
    const twin = new ViewContent(handleOfTwin, shown, adapter, adapterName);
    foreignContent.set(twin.handle, twin);
    return twin;
  }

  override copyTo(): void {
    // What it shows is copied by itself.
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
