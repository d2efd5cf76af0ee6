// What `native/loader.cjs` exports: the module, or why it could not be loaded.
declare module '#native' {
  const loaded: { readonly module?: unknown; readonly error?: unknown };
  export default loaded;
}
