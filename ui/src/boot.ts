// First script of the page, small on purpose: it asks the engine for what the first screen shows, and begins to load
// its texts, while the program itself is still being read.
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { connect } from './host/connect';
import { askEarly } from './host/early';
import { preferredLang, textsOf } from './shared/languages';

const found = connect(window);

export const host = found && askEarly(found, ['app_info', 'workspace_open', 'recent_list', 'template_list']);

// The font of the first screen, or that would first be laid out and painted in another one.
void new FontFace('Inter Variable', `url(${inter})`, { weight: '100 900' }).load().then(
  (face) => document.fonts.add(face),
  // The sheet asks for it again.
  () => undefined,
);

/** Most likely the language that the settings will say. */
export const likely = preferredLang(null, navigator.languages);
// Told when they are used.
textsOf(likely).catch(() => undefined);

void import('./main');
