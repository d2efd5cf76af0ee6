// `npm run demo`: everything from a fresh clone to a study that is edited, undone, branched, merged and drawn, and
// raced, disputed and searched by a team.
import { prepare, show, step } from './steps.mjs';

prepare();
step('compile the examples', 'tsc -p examples/tsconfig.json');
console.log();
show('node examples/.build/what-if/main.js docs/pictures/what-if.svg');
show('node examples/.build/what-if/team.js');
