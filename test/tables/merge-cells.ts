// What a merge comes to, for every pair of operations on one place: written from the rules of docs/design/merging.md, asserted by
// merge-collections.test.ts, printed to docs/merge-table.md.
//
//   target × source = state
//   target × source = overshadow | preserve | keep | drop ! conflicts
//   … ~ state under `union` ! its conflicts
//
// `keep` and `drop` are functions: see merge-desk.ts. A field cannot be removed, so there is no fourth state for it. Without
// `~` a `union` field says nothing and the strategy decides; without a second `!` the conflicts are those without it. `refused`
// is a MergePolicyError.

/** One pair of operations. */
export interface Cell {
  readonly ours: string;
  readonly theirs: string;
  /** Under `overshadow`, `preserve`, a function that keeps, a function that drops. */
  readonly states: readonly string[];
  /** Kind and path below the field. */
  readonly conflicts: readonly string[];
  readonly union: { readonly state: string; readonly conflicts: readonly string[] } | undefined;
}

const listOf = (text: string | undefined): string[] => (text === undefined ? [] : text.split(', ').sort());

function cells(text: string): Cell[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [pair = '', outcome = ''] = line.trim().split(' = ');
      const [ours = '', theirs = ''] = pair.split(' × ');
      const [plain = '', union] = outcome.split(' ~ ');
      const [states = '', conflicts] = plain.split(' ! ');
      const [state = '', more = conflicts] = union?.split(' ! ') ?? [];
      return {
        ...{ ours, theirs, states: states.split(' | '), conflicts: listOf(conflicts) },
        union: union === undefined ? undefined : { state, conflicts: state === 'refused' ? [] : listOf(more) },
      };
    });
}

/** A list of four; the place is `c`. */
export const LIST_CELLS = cells(`
  insert × insert = a X Y c b d
  insert × insert elsewhere = a X c b d Y
  insert × remove = a X b d ~ a X c b d ! removed [2]
  insert × replace = a X Y b d
  insert × move = c a X b d
  insert × sort = a X b c d
  insert × reverse = d b c a X
  insert × edit = a X c2 b d
  insert × clear = X ~ a X c b d ! removed [0], removed [2], removed [3], removed [4]
  insert × assign = a X b Y d ~ a X c b Y d ! removed [2]
  insert elsewhere × insert = a Y c b d X
  insert elsewhere × insert elsewhere = a c b d X Y
  insert elsewhere × remove = a b d X ~ a c b d X ! removed [1]
  insert elsewhere × replace = a Y b d X
  insert elsewhere × move = c a b d X
  insert elsewhere × sort = a b c d X
  insert elsewhere × reverse = d b c a X
  insert elsewhere × edit = a c2 b d X
  insert elsewhere × clear = X ~ a c b d X ! removed [0], removed [1], removed [2], removed [3]
  insert elsewhere × assign = a b Y d X ~ a c b Y d X ! removed [1]
  remove × insert = a Y b d ~ a Y c b d ! removed [1]
  remove × insert elsewhere = a b d Y ~ a c b d Y ! removed [1]
  remove × remove = a b d
  remove × replace = a Y b d | a b d | a Y b d | a b d ! removed [1] ~ a Y b d
  remove × move = a b d ~ c a b d ! removed [0]
  remove × sort = a b d ~ a b c d ! removed [1]
  remove × reverse = d b a ~ d b c a ! removed [0]
  remove × edit = a c2 b d | a b d | a c2 b d | a b d ! removed [1] ~ a c2 b d
  remove × clear = – ~ a b d ! removed [0], removed [1], removed [2]
  remove × assign = a b Y d
  replace × insert = a Y X b d
  replace × insert elsewhere = a X b d Y
  replace × remove = a b d | a X b d | a X b d | a b d ! removed [1] ~ a X b d
  replace × replace = a Y b d | a X b d | a Y b d | a Y b d ! value [1]
  replace × move = X a b d
  replace × sort = a b X d
  replace × reverse = d b X a
  replace × edit = a c2 b d | a X b d | a X b d | a b d ! removed [1]
  replace × clear = – | X | X | – ! removed [1] ~ a X b d ! removed [0], removed [1], removed [2], removed [3]
  replace × assign = a b Y d | a X b Y d | a X b Y d | a b Y d ! removed [1] ~ a X b Y d
  move × insert = a Y b d c
  move × insert elsewhere = a b d c Y
  move × remove = a b d ~ a b d c ! removed [3]
  move × replace = a b d Y
  move × move = c a b d | a b d c | c a b d | c a b d ! moved [3]
  move × sort = a b d c
  move × reverse = d b c a | d b a c | d b c a | d b c a ! moved [3]
  move × edit = a b d c2
  move × clear = – ~ a b d c ! removed [0], removed [1], removed [2], removed [3]
  move × assign = a b Y d ~ a b Y d c ! removed [3]
  sort × insert = a b Y c d
  sort × insert elsewhere = a b c d Y
  sort × remove = a b d ~ a b c d ! removed [2]
  sort × replace = a b Y d
  sort × move = c a b d
  sort × sort = a b c d
  sort × reverse = d b c a | d c a b | d b c a | d b c a ! moved [1]
  sort × edit = a b c2 d
  sort × clear = – ~ a b c d ! removed [0], removed [1], removed [2], removed [3]
  sort × assign = a b Y d ~ a b c Y d ! removed [2]
  reverse × insert = d b c a Y
  reverse × insert elsewhere = d b c a Y
  reverse × remove = d b a ~ d b c a ! removed [2]
  reverse × replace = d b Y a
  reverse × move = d b c a
  reverse × sort = d c a b | d b c a | d c a b | d c a b ! moved [1]
  reverse × reverse = d b c a
  reverse × edit = d b c2 a
  reverse × clear = – ~ d b c a ! removed [0], removed [1], removed [2], removed [3]
  reverse × assign = d b a Y ~ d b c a Y ! removed [2]
  edit × insert = a Y c1 b d
  edit × insert elsewhere = a c1 b d Y
  edit × remove = a b d | a c1 b d | a c1 b d | a b d ! removed [1] ~ a c1 b d
  edit × replace = a Y b d | a c1 b d | a c1 b d | a b d ! removed [1]
  edit × move = c1 a b d
  edit × sort = a b c1 d
  edit × reverse = d b c1 a
  edit × edit = a c2 b d | a c1 b d | a c12 b d | a c12 b d ! value [1].note
  edit × clear = – | c1 | c1 | – ! removed [1] ~ c1
  edit × assign = a b Y d | a c1 b Y d | a c1 b Y d | a b Y d ! removed [1] ~ a c1 b Y d
  clear × insert = Y ~ a Y c b d ! removed [0], removed [0], removed [0], removed [0]
  clear × insert elsewhere = Y ~ a c b d Y ! removed [0], removed [0], removed [0], removed [0]
  clear × remove = – ~ a b d ! removed [0], removed [0], removed [0]
  clear × replace = Y | – | Y | – ! removed [0] ~ a Y b d ! removed [0], removed [0], removed [0], removed [0]
  clear × move = – ~ c a b d ! removed [0], removed [0], removed [0], removed [0]
  clear × sort = – ~ a b c d ! removed [0], removed [0], removed [0], removed [0]
  clear × reverse = – ~ d b c a ! removed [0], removed [0], removed [0], removed [0]
  clear × edit = c2 | – | c2 | – ! removed [0] ~ c2
  clear × clear = –
  clear × assign = Y ~ a b Y d ! removed [0], removed [0], removed [0]
  assign × insert = a Y b X d ~ a Y c b X d ! removed [1]
  assign × insert elsewhere = a b X d Y ~ a c b X d Y ! removed [1]
  assign × remove = a b X d
  assign × replace = a Y b X d | a b X d | a Y b X d | a b X d ! removed [1] ~ a Y b X d
  assign × move = a b X d ~ c a b X d ! removed [0]
  assign × sort = a b X d ~ a b c X d ! removed [1]
  assign × reverse = d b a X ~ d b c a X ! removed [0]
  assign × edit = a c2 b X d | a b X d | a c2 b X d | a b X d ! removed [1] ~ a c2 b X d
  assign × clear = X ~ a b X d ! removed [0], removed [1], removed [3]
  assign × assign = a b X Y d
`);

/** A map or object of three; the place is the key `c`. */
export const KEYED_CELLS = cells(`
  set × set = a:a c:Y b:b | a:a c:X b:b | a:a c:Y b:b | a:a c:Y b:b ! value .c
  set × insert = a:a c:X b:b n:Y
  set × delete = a:a b:b | a:a c:X b:b | a:a c:X b:b | a:a b:b ! removed .c ~ a:a c:X b:b
  set × put last = a:a c:X b:b
  set × edit = a:a c:c2 b:b | a:a c:X b:b | a:a c:X b:b | a:a b:b ! removed .c
  set × clear = – | c:X | c:X | – ! removed .c ~ a:a c:X b:b ! removed .a, removed .b, removed .c
  insert × set = a:a c:Y b:b n:X
  insert × insert = a:a c:c b:b n:Y | a:a c:c b:b n:X | a:a c:c b:b n:Y | a:a c:c b:b n:Y ! value .n
  insert × delete = a:a b:b n:X ~ a:a c:c b:b n:X ! removed .c
  insert × put last = a:a c:c b:b n:X
  insert × edit = a:a c:c2 b:b n:X
  insert × clear = n:X ~ a:a c:c b:b n:X ! removed .a, removed .b, removed .c
  delete × set = a:a b:b c:Y | a:a b:b | a:a b:b c:Y | a:a b:b ! removed .c ~ a:a b:b c:Y
  delete × insert = a:a b:b n:Y ~ a:a b:b c:c n:Y ! removed .c
  delete × delete = a:a b:b
  delete × put last = a:a b:b
  delete × edit = a:a b:b c:c2 | a:a b:b | a:a b:b c:c2 | a:a b:b ! removed .c ~ a:a b:b c:c2
  delete × clear = – ~ a:a b:b ! removed .a, removed .b
  put last × set = a:a b:b c:Y
  put last × insert = a:a b:b c:c n:Y
  put last × delete = a:a b:b
  put last × put last = a:a b:b c:c
  put last × edit = a:a b:b c:c2
  put last × clear = –
  edit × set = a:a c:Y b:b | a:a c:c1 b:b | a:a c:c1 b:b | a:a b:b ! removed .c
  edit × insert = a:a c:c1 b:b n:Y
  edit × delete = a:a b:b | a:a c:c1 b:b | a:a c:c1 b:b | a:a b:b ! removed .c ~ a:a c:c1 b:b
  edit × put last = a:a c:c1 b:b
  edit × edit = a:a c:c2 b:b | a:a c:c1 b:b | a:a c:c12 b:b | a:a c:c12 b:b ! value .c.note
  edit × clear = – | c:c1 | c:c1 | – ! removed .c ~ c:c1
  clear × set = c:Y | – | c:Y | – ! removed .c ~ c:Y a:a b:b ! removed .a, removed .b, removed .c
  clear × insert = n:Y ~ a:a c:c b:b n:Y ! removed .a, removed .b, removed .c
  clear × delete = – ~ a:a b:b ! removed .a, removed .b
  clear × put last = –
  clear × edit = c:c2 | – | c:c2 | – ! removed .c ~ c:c2
  clear × clear = –
`);

/** A set of three; the place is the element `c`. */
export const SET_CELLS = cells(`
  add × add = a c b X Y
  add × delete = a b X ~ a c b X ! removed [Piece]
  add × put last = a c b X
  add × edit = a c2 b X
  add × clear = X ~ a c b X ! removed [Piece], removed [Piece], removed [Piece]
  delete × add = a b Y ~ a b c Y ! removed [Piece]
  delete × delete = a b
  delete × put last = a b
  delete × edit = a b c2 | a b | a b c2 | a b ! removed [Piece] ~ a b c2
  delete × clear = – ~ a b ! removed [Piece], removed [Piece]
  put last × add = a b c Y
  put last × delete = a b
  put last × put last = a b c
  put last × edit = a b c2
  put last × clear = –
  edit × add = a c1 b Y
  edit × delete = a b | a c1 b | a c1 b | a b ! removed [Piece] ~ a c1 b
  edit × put last = a c1 b
  edit × edit = a c2 b | a c1 b | a c12 b | a c12 b ! value [Piece].note
  edit × clear = – | c1 | c1 | – ! removed [Piece] ~ c1
  clear × add = Y ~ a c b Y ! removed [Piece], removed [Piece], removed [Piece]
  clear × delete = – ~ a b ! removed [Piece], removed [Piece]
  clear × put last = –
  clear × edit = c2 | – | c2 | – ! removed [Piece] ~ c2
  clear × clear = –
`);

/** A field that holds `c`. */
export const FIELD_CELLS = cells(`
  assign × assign = Y | X | Y ! value ~ refused
  assign × null = null | X | null ! value ~ refused
  assign × edit = c2 | X | X ! removed
  null × assign = Y | null | Y ! value ~ refused
  null × null = null
  null × edit = c2 | null | null ! removed
  edit × assign = Y | c1 | c1 ! removed
  edit × null = null | c1 | c1 ! removed
  edit × edit = c2 | c1 | c12 ! value .note
`);

/** A field that holds a container, which is assigned as a whole. */
export const WHOLE_CELLS = cells(`
  assign × assign = [Y] | [X] | [Y] ! value ~ refused
  assign × null = null | [X] | null ! value ~ refused
  assign × insert = [a Y c b] | [X] | [X] ! removed
  assign × edit = [a c2 b] | [X] | [X] ! removed
  null × assign = [Y] | null | [Y] ! value ~ refused
  null × null = null
  null × insert = [a Y c b] | null | null ! removed
  null × edit = [a c2 b] | null | null ! removed
  insert × assign = [Y] | [a X c b] | [a X c b] ! removed
  insert × null = null | [a X c b] | [a X c b] ! removed
  insert × insert = [a X Y c b]
  insert × edit = [a X c2 b]
  edit × assign = [Y] | [a c1 b] | [a c1 b] ! removed
  edit × null = null | [a c1 b] | [a c1 b] ! removed
  edit × insert = [a Y c1 b]
  edit × edit = [a c2 b] | [a c1 b] | [a c12 b] ! value [1].note
`);
