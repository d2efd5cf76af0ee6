// A diagram editor without a screen: what one user does, undone and done again; then two people and what a merge makes of
// their work. A claim that does not hold ends the program with exit code 1.
import { Editor } from './editor.js';
import { Diagram } from './model.js';
import { showGestures } from './gestures.js';
import { showMerges } from './people.js';

const editor = new Editor(new Diagram());
showMerges(editor, showGestures(editor));
