// Loads the native module that `napi build` (or a platform package) provides, and hands on why if it cannot.
'use strict';
try {
  exports.module = require('./binding/index.js');
} catch (error) {
  exports.error = error;
}
