// `three`: vectors, rotations, matrices and colours. Import for the effect: `import 'janus-ts/adapters/three'`.
//
// They are a few numbers each, so they are compared instead of watched: their change callbacks belong to `Object3D`.
import { Color, Euler, Matrix3, Matrix4, Quaternion, Vector2, Vector3, Vector4, type EulerOrder } from 'three';
import { adapter } from '../adapter.js';
import { Described } from '../described.js';
import type { Target } from '../registry.js';

/** What all of them can do. */
interface Numbers {
  toArray(): ArrayLike<unknown>;
  fromArray(array: never): unknown;
}

type State = readonly unknown[];

/** Values that are an array of numbers; an Euler rotation has its order as the fourth. */
function adapterOf<T extends Numbers>(make: () => T) {
  return class ThreeAdapter extends Described<T, State> {
    getSnapshot(value: T): State {
      return Array.from(value.toArray());
    }
    protected put(value: T, state: State): void {
      value.fromArray([...state] as never);
    }
    protected override isSame(a: State, b: State): boolean {
      return a.length === b.length && a.every((part, at) => Object.is(part, b[at]));
    }
    encode(value: T): unknown {
      return Array.from(value.toArray());
    }
    decode(data: unknown): T {
      const value = make();
      value.fromArray(data as never);
      return value;
    }
  };
}

const TYPES: readonly (readonly [Target<Numbers>, () => Numbers])[] = [
  [Vector2, () => new Vector2()],
  [Vector3, () => new Vector3()],
  [Vector4, () => new Vector4()],
  [Quaternion, () => new Quaternion()],
  [Euler, () => new Euler(0, 0, 0, 'XYZ' satisfies EulerOrder)],
  [Matrix3, () => new Matrix3()],
  [Matrix4, () => new Matrix4()],
  [Color, () => new Color()],
];

for (const [target, make] of TYPES) adapter(target)(adapterOf(make));
