// `three`: vectors, rotations, matrices and colours. Import for the effect: `import 'janus-ts/adapters/three'`.
//
// They are a few numbers each, so they are compared instead of watched: their change callbacks belong to `Object3D`.
import { Color, Euler, Matrix3, Matrix4, Quaternion, Vector2, Vector3, Vector4 } from 'three';
import { adapter } from '../adapter.js';
import { Described } from '../described.js';

/** What all of them can do. */
interface Numbers {
  toArray(): ArrayLike<unknown>;
  fromArray(array: never): unknown;
}

type State = readonly unknown[];

/** What is an array of numbers; an Euler rotation has its order as the fourth. Extend it for a type that is one, too. */
export abstract class NumbersAdapter<T extends Numbers> extends Described<T, State> {
  /** Another value, in any state. */
  protected abstract make(): T;

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
    const value = this.make();
    value.fromArray(data as never);
    return value;
  }
}

/** `Vector2`, by its numbers. */
export class Vector2Adapter extends NumbersAdapter<Vector2> {
  protected make(): Vector2 {
    return new Vector2();
  }
}

/** `Vector3`, by its numbers. */
export class Vector3Adapter extends NumbersAdapter<Vector3> {
  protected make(): Vector3 {
    return new Vector3();
  }
}

/** `Vector4`, by its numbers. */
export class Vector4Adapter extends NumbersAdapter<Vector4> {
  protected make(): Vector4 {
    return new Vector4();
  }
}

/** `Quaternion`, by its numbers. */
export class QuaternionAdapter extends NumbersAdapter<Quaternion> {
  protected make(): Quaternion {
    return new Quaternion();
  }
}

/** `Euler`, by its numbers. */
export class EulerAdapter extends NumbersAdapter<Euler> {
  protected make(): Euler {
    return new Euler();
  }
}

/** `Matrix3`, by its numbers. */
export class Matrix3Adapter extends NumbersAdapter<Matrix3> {
  protected make(): Matrix3 {
    return new Matrix3();
  }
}

/** `Matrix4`, by its numbers. */
export class Matrix4Adapter extends NumbersAdapter<Matrix4> {
  protected make(): Matrix4 {
    return new Matrix4();
  }
}

/** `Color`, by its numbers. */
export class ColorAdapter extends NumbersAdapter<Color> {
  protected make(): Color {
    return new Color();
  }
}

adapter(Vector2)(Vector2Adapter);
adapter(Vector3)(Vector3Adapter);
adapter(Vector4)(Vector4Adapter);
adapter(Quaternion)(QuaternionAdapter);
adapter(Euler)(EulerAdapter);
adapter(Matrix3)(Matrix3Adapter);
adapter(Matrix4)(Matrix4Adapter);
adapter(Color)(ColorAdapter);
