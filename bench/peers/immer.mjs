// immer: drafts and patches, with a stack of patches around it.
import { applyPatches, enablePatches, produce, produceWithPatches } from 'immer';
import { fill, stateOf, sum } from '../workloads/values.mjs';
import { draftCollections } from './collections/drafts.mjs';
import { DraftSteps } from './draft-steps.mjs';
import { versionOf } from './version.mjs';

enablePatches();

export default {
  version: versionOf('immer'),
  undoable: () => new DraftSteps(produceWithPatches, applyPatches),
  ...draftCollections(produceWithPatches, applyPatches),
  readable: {
    create: () =>
      produce(stateOf(1), (draft) => {
        fill(draft, 0);
      }),
    sum,
  },
};
