// A class with ten hand-written accessors over hidden fields: the least any tracked field can be.
import { number, sum, text } from '../workloads/values.mjs';

class Board {
  _f0 = number(0, 0);
  _f1 = number(0, 1);
  _f2 = number(0, 2);
  _f3 = number(0, 3);
  _f4 = number(0, 4);
  _f5 = text(0, 5);
  _f6 = text(0, 6);
  _f7 = text(0, 7);
  _f8 = text(0, 8);
  _f9 = text(0, 9);

  get f0() {
    return this._f0;
  }
  set f0(value) {
    this._f0 = value;
  }
  get f1() {
    return this._f1;
  }
  set f1(value) {
    this._f1 = value;
  }
  get f2() {
    return this._f2;
  }
  set f2(value) {
    this._f2 = value;
  }
  get f3() {
    return this._f3;
  }
  set f3(value) {
    this._f3 = value;
  }
  get f4() {
    return this._f4;
  }
  set f4(value) {
    this._f4 = value;
  }
  get f5() {
    return this._f5;
  }
  set f5(value) {
    this._f5 = value;
  }
  get f6() {
    return this._f6;
  }
  set f6(value) {
    this._f6 = value;
  }
  get f7() {
    return this._f7;
  }
  set f7(value) {
    this._f7 = value;
  }
  get f8() {
    return this._f8;
  }
  set f8(value) {
    this._f8 = value;
  }
  get f9() {
    return this._f9;
  }
  set f9(value) {
    this._f9 = value;
  }
}

export default {
  version: undefined,
  readable: { create: () => new Board(), sum },
};
