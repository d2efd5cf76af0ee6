// With reflect-metadata loaded, declared types are checked when the class is defined, and fields can be read back.
import 'reflect-metadata';
import { FIELDS_METADATA_KEY, FieldTypeError, timeline, timelineOf, tracked, trackedList } from '../../../src/index.js';

class Service {}

test('a declared type that can never be recorded is refused where the class is defined', () => {
  expect(() => {
    class Bad {
      @tracked later: Promise<number> = Promise.resolve(1);
    }
    return Bad;
  }).toThrow(FieldTypeError);
  expect(() => {
    class Bad {
      @tracked run: () => void = () => undefined;
    }
    return Bad;
  }).toThrow(/@tracked Bad\.run is declared as Function.*@tracked\.ref/s);
  expect(() => {
    class Bad {
      @trackedList rows!: Set<number>;
    }
    return Bad;
  }).toThrow(/@trackedList Bad\.rows is declared as Set/);
});

test('other declared types are not, nor what @tracked.ref records', () => {
  @timeline()
  class Good {
    @tracked text = '';
    @tracked maybe: string | undefined;
    @tracked big = 0n;
    @tracked part: Good | null = null;
    @tracked.ref anything = new Map<string, number>();
  }
  expect(timelineOf(new Good()).canUndo).toBe(false);
});

test('the fields and the constructor’s parameter types are readable from the class', () => {
  @timeline()
  class Board {
    @tracked title = '';
    @tracked size = 0;
    constructor(readonly service: Service) {}
  }
  expect(Reflect.getMetadata(FIELDS_METADATA_KEY, Board)).toEqual(['title', 'size']);
  expect(Reflect.getOwnMetadata('design:paramtypes', Board)).toEqual([Service]);
});
