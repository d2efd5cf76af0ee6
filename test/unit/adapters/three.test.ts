// The adapter of three's math types, against the real package.
import fc from 'fast-check';
import { Color, Euler, Matrix3, Matrix4, Object3D, Quaternion, Vector2, Vector3, Vector4 } from 'three';
import '../../../src/adapters/packages/three.js';
import { checkAdapter } from '../../../src/adapters/conformance.js';
import { adapters } from '../../../src/adapters/registry.js';
import { timeline, timelineOf, tracked } from '../../../src/index.js';

interface Numbers {
  toArray(): ArrayLike<unknown>;
  fromArray(array: number[]): unknown;
}

const TYPES: readonly (readonly [string, () => Numbers])[] = [
  ['Vector2', () => new Vector2()],
  ['Vector3', () => new Vector3()],
  ['Vector4', () => new Vector4()],
  ['Quaternion', () => new Quaternion()],
  ['Euler', () => new Euler() as unknown as Numbers],
  ['Matrix3', () => new Matrix3()],
  ['Matrix4', () => new Matrix4()],
  ['Color', () => new Color()],
];

test.each(TYPES)('%s passes the kit', (_name, make) => {
  const edit = fc.array(fc.oneof(fc.double(), fc.constantFrom(NaN, -0)), { minLength: 16, maxLength: 16 });
  const edits = fc.array(edit.map((numbers) => (value: object) => void (value as Numbers).fromArray(numbers.slice(0, make() instanceof Euler ? 3 : 16))), { maxLength: 4 }); // prettier-ignore
  checkAdapter(adapters.of(make())!.adapter, edits.map((edits) => ({ make, edits })), { runs: 100 }); // prettier-ignore
});

@timeline()
class Camera {
  @tracked position = new Vector3(1, 2, 3);
  @tracked rotation = new Euler(0, 0, 0, 'ZYX');
}

test('vectors that move in place are undone', () => {
  const camera = new Camera();
  const t = timelineOf(camera);
  const { position, rotation } = camera;
  camera.position.add(new Vector3(1, 1, 1));
  t.label('moved');
  camera.rotation.set(1, 0, 0, 'XYZ');
  expect(t.undo()).toBe(1);
  expect(rotation.toArray()).toEqual([0, 0, 0, 'ZYX']);
  expect(t.undo()).toBe(1);
  expect([camera.position, camera.rotation]).toEqual([new Vector3(1, 2, 3), rotation]);
  expect(camera.position).toBe(position);
  expect(t.redo(5)).toBe(2);
  expect([position.x, rotation.order]).toEqual([2, 'XYZ']);
});

test('the rotation of an object of the scene follows', () => {
  @timeline()
  class Scene {
    @tracked rotation = new Object3D().rotation;
  }
  const object = new Object3D();
  const scene = new Scene();
  scene.rotation = object.rotation;
  scene.rotation.x = 1;
  const turned = object.quaternion.clone();
  timelineOf(scene).undo();
  expect(object.quaternion.equals(new Quaternion())).toBe(true);
  timelineOf(scene).redo();
  expect(object.quaternion.equals(turned)).toBe(true);
});
