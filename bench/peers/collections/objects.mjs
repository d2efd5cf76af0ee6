// What contenders whose trees are objects with `children` have in common.

/** The numbers of all leaves below a root, found through the tree itself. */
export function leavesOf(root) {
  return nodesBelow(root).map((leaf) => leaf.x);
}

/** All leaves below a root. */
export function nodesBelow(root) {
  return root.children.flatMap((group) => group.children.flatMap((section) => [...section.children]));
}
