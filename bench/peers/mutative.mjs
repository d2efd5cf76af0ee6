// mutative: drafts and patches, with a stack of patches around it.
import { apply, create } from 'mutative-2';
import { fill, stateOf, sum } from '../workloads/values.mjs';
import { draftCollections } from './collections/drafts.mjs';
import { DraftSteps } from './draft-steps.mjs';
import { versionOf } from './version.mjs';

const produce = (state, recipe) => create(state, recipe, { enablePatches: true });

export default {
  version: versionOf('mutative-2'),
  undoable: () => new DraftSteps(produce, apply),
  ...draftCollections(produce, apply),
  readable: {
    create: () =>
      create(stateOf(1), (draft) => {
        fill(draft, 0);
      }),
    sum,
  },
};
