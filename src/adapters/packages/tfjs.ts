// The tensor analogue: tensors and variables of TensorFlow.js. Import for the effect: `import 'janus-ts/adapters/tfjs'`.
//
// TF1: a history has host copies of what variables held; the memory of a backend is never part of it. TF2: as long as a
// history needs a tensor or variable, it is not disposed of: `dispose`, also that of `tidy`, takes effect when the history
// lets go. Who never asks for it keeps the tensor, as always in TensorFlow.js.
import { Tensor, tensor, Variable, variable, type DataType } from '@tensorflow/tfjs-core';
import { adapter } from '../adapter.js';
import { Described } from '../described.js';

type HostValues = Float32Array | Int32Array | Uint8Array | readonly string[];

/** A tensor as plain data. */
interface HostTensor {
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly values: HostValues;
}

function hostCopy(value: Tensor): HostTensor {
  if (value.isDisposed) throw new Error('the tensor is disposed of');
  if (value.dtype === 'complex64') throw new TypeError('complex tensors have no host copy; keep two real ones');
  const values = value.dataSync<DataType>() as unknown as Float32Array | string[];
  return { shape: [...value.shape], dtype: value.dtype, values: values.slice() };
}

function onBackend({ shape, dtype, values }: HostTensor): Tensor {
  return tensor(values.slice() as Float32Array, [...shape], dtype);
}

function isSameData(a: HostTensor, b: HostTensor): boolean {
  if (a.dtype !== b.dtype || a.values.length !== b.values.length || a.shape.length !== b.shape.length) return false;
  if (!a.shape.every((length, axis) => length === b.shape[axis])) return false;
  for (let at = 0; at < a.values.length; at++) if (!Object.is(a.values[at], b.values[at])) return false;
  return true;
}

/** Those that a history needs, and whether they are to be disposed of when it lets go. */
const held = new WeakMap<Tensor, { isToGo: boolean }>();
/** Copies that histories made for themselves. */
const copies = new WeakSet<Tensor>();

/** From now on `dispose` waits. */
function hold(value: Tensor): void {
  const state = { isToGo: copies.has(value) };
  held.set(value, state);
  Object.defineProperty(value, 'dispose', {
    configurable: true,
    writable: true,
    value: () => {
      state.isToGo = true;
    },
  });
}

function letGo(value: Tensor): void {
  const state = held.get(value);
  held.delete(value);
  Reflect.deleteProperty(value, 'dispose');
  if (state?.isToGo === true) value.dispose();
}

/** Tensors never change: only their memory has to stay. */
export class TensorAdapter extends Described<Tensor, HostTensor> {
  getSnapshot(value: Tensor): HostTensor {
    return hostCopy(value);
  }
  protected override isSame(a: HostTensor, b: HostTensor): boolean {
    return isSameData(a, b);
  }
  protected put(): void {
    throw new TypeError('tensors never change; put another tensor into the field, or use a variable');
  }
  instrument(): () => void {
    // Nothing can be touched.
    return () => undefined;
  }
  copy(value: Tensor): Tensor {
    return remember(value.clone());
  }
  encode(value: Tensor): unknown {
    return hostCopy(value);
  }
  decode(data: unknown): Tensor {
    return onBackend(data as HostTensor);
  }
  retain(value: Tensor): void {
    hold(value);
  }
  release(value: Tensor): void {
    letGo(value);
  }
}

/** Variables change by `assign`, which optimizers call too. */
export class VariableAdapter extends Described<Variable, HostTensor> {
  getSnapshot(value: Variable): HostTensor {
    return hostCopy(value);
  }
  protected override isSame(a: HostTensor, b: HostTensor): boolean {
    return isSameData(a, b);
  }
  protected put(value: Variable, state: HostTensor): void {
    const next = onBackend(state);
    value.assign(next);
    next.dispose();
  }
  instrument(value: Variable, touched: () => void): () => void {
    const assign = value.assign.bind(value);
    value.assign = (next): void => {
      assign(next);
      touched();
    };
    return () => {
      Reflect.deleteProperty(value, 'assign');
    };
  }
  copy(value: Variable): Variable {
    return remember(variable(value, value.trainable));
  }
  encode(value: Variable): unknown {
    return { ...hostCopy(value), trainable: value.trainable };
  }
  decode(data: unknown): Variable {
    const state = data as HostTensor & { trainable: boolean };
    const initial = onBackend(state);
    const made = variable(initial, state.trainable);
    initial.dispose();
    return made;
  }
  retain(value: Variable): void {
    hold(value);
  }
  release(value: Variable): void {
    letGo(value);
  }
}

function remember<T extends Tensor>(copy: T): T {
  copies.add(copy);
  return copy;
}

adapter(Tensor)(TensorAdapter);
adapter(Variable as never as { prototype: Variable; name: string })(VariableAdapter);
