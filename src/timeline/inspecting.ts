// What an inspector is told of a timeline.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import type { InspectOptions, Inspector } from '../inspector/server.js';
import { historyDetails } from './details.js';
import { historyView } from './graph.js';
import type { Session } from './session.js';

/** Starts an inspector. The server is loaded when it is asked for, so that other programs do without Node's `http`. */
export async function inspect(session: Session, name: string, options: InspectOptions): Promise<Inspector> {
  const checkedOptions = checked(options);
  session.read('inspect');
  const { serve } = await import('../inspector/server.js');
  session.read('inspect');
  const source = {
    view: () => {
      session.read('inspect');
      return historyView(session, name);
    },
    details: () => historyDetails(session),
    subscribe: (onChange: (moment: number | undefined) => void, onEnd: () => void) =>
      session.subscribe(({ kind, moment }) => {
        if (kind === 'dispose') onEnd();
        else onChange(kind === 'commit' ? moment.id : undefined);
      }),
  };
  return serve(source, checkedOptions);
}

function checked(options: InspectOptions): InspectOptions {
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw new OptionError(`inspect takes options, not ${show(options)}.`);
  }
  const { port, keepProcess } = options;
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new OptionError(`inspect: port is a whole number from 0 to 65535, not ${show(port)}.`);
  }
  if (keepProcess !== undefined && typeof keepProcess !== 'boolean') {
    throw new OptionError(`inspect: keepProcess is true or false, not ${show(keepProcess)}.`);
  }
  return options;
}
