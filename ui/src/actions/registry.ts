// The list of all UI actions and how keys find them. Menus, the top bar and the command palette
// draw from this list, so an action exists everywhere at once.
import { isMac } from '../shared/platform';
import type { AppState } from '../stores/app.svelte';
import { isEnabled, type UiAction } from './action';
import { addComponent } from './add-component';
import { ALIGNMENTS } from './align';
import { appendNode } from './append-node';
import { browseOperations } from './browse-operations';
import { cancelRun } from './cancel-run';
import { closeOthers } from './close-others';
import { closeTab } from './close-tab';
import { commandPalette } from './command-palette';
import { copy } from './copy';
import { copyPath } from './copy-path';
import { cut } from './cut';
import { deleteAndHeal } from './delete-and-heal';
import { deleteSelection } from './delete-selection';
import { discardDraft } from './discard-draft';
import { duplicate } from './duplicate';
import { exportJson } from './export-json';
import { exportPng } from './export-png';
import { exportSvg } from './export-svg';
import { find } from './find';
import { findInFolder } from './find-in-folder';
import { keysOf, type Remapped } from './keymap';
import { groupSelection } from './group-selection';
import { layout } from './layout';
import { newFromTemplate } from './new-from-template';
import { newPlaybook } from './new-playbook';
import { moveTabLeft } from './move-tab-left';
import { moveTabRight } from './move-tab-right';
import { nextProblem } from './next-problem';
import { nextRegion } from './next-region';
import { nextTab } from './next-tab';
import { openPlaybook } from './open-playbook';
import { pauseRun } from './pause-run';
import { paste } from './paste';
import { previousProblem } from './previous-problem';
import { previousRegion } from './previous-region';
import { previousTab } from './previous-tab';
import { redo } from './redo';
import { reopenClosed } from './reopen-closed';
import { resumeRun } from './resume-run';
import { replaceNode } from './replace-node';
import { revealInFolder } from './reveal-in-folder';
import { save } from './save';
import { saveAll } from './save-all';
import { saveAs } from './save-as';
import { selectAll } from './select-all';
import { display, isComposing, isPlain, isTyping, matches, parseKeys } from './shortcut';
import { showCredentials } from './show-credentials';
import { showFacts } from './show-facts';
import { showHistory } from './show-history';
import { showOutline } from './show-outline';
import { showProblems } from './show-problems';
import { showResults } from './show-results';
import { showSettings } from './show-settings';
import { showShortcuts } from './show-shortcuts';
import { showWelcome } from './show-welcome';
import { switchLanguage } from './switch-language';
import { testCall } from './test-call';
import { toggleBottom } from './toggle-bottom';
import { toggleDisabled } from './toggle-disabled';
import { toggleInspector } from './toggle-inspector';
import { toggleLeft } from './toggle-left';
import { toggleTheme } from './toggle-theme';
import { undo } from './undo';
import { zoomFit } from './zoom-fit';
import { zoomIn } from './zoom-in';
import { zoomOut } from './zoom-out';
import { zoomReset } from './zoom-reset';
import { selectUpstream } from './select-upstream';
import { selectDownstream } from './select-downstream';
import { zoomSelection } from './zoom-selection';
import { toolHand } from './tool-hand';
import { toolSpace } from './tool-space';
import { toggleGrid } from './toggle-grid';
import { renameNode } from './rename-node';
import { ungroup } from './ungroup';
import { pasteWithLinks } from './paste-with-links';
import { quickFix } from './quick-fix';
import { moveIntoFlow } from './move-into-flow';
import { moveOutOfFlow } from './move-out-of-flow';

/** Every action, in the order menus and the command palette show them. */
export const ACTIONS: readonly UiAction[] = [
  newPlaybook,
  newFromTemplate,
  openPlaybook,
  save,
  saveAs,
  saveAll,
  exportJson,
  exportSvg,
  exportPng,
  closeTab,
  closeOthers,
  reopenClosed,
  discardDraft,
  revealInFolder,
  copyPath,
  showWelcome,
  nextTab,
  previousTab,
  moveTabLeft,
  moveTabRight,
  undo,
  redo,
  copy,
  cut,
  paste,
  pasteWithLinks,
  duplicate,
  renameNode,
  deleteSelection,
  deleteAndHeal,
  replaceNode,
  toggleDisabled,
  groupSelection,
  ungroup,
  moveIntoFlow,
  moveOutOfFlow,
  selectAll,
  selectUpstream,
  selectDownstream,
  find,
  findInFolder,
  nextProblem,
  previousProblem,
  quickFix,
  addComponent,
  appendNode,
  browseOperations,
  testCall,
  pauseRun,
  resumeRun,
  cancelRun,
  zoomIn,
  zoomOut,
  zoomReset,
  zoomFit,
  zoomSelection,
  toolHand,
  toolSpace,
  toggleGrid,
  showOutline,
  layout,
  ...ALIGNMENTS,
  showProblems,
  showResults,
  showHistory,
  showCredentials,
  showFacts,
  showSettings,
  showShortcuts,
  nextRegion,
  previousRegion,
  toggleLeft,
  toggleBottom,
  toggleInspector,
  toggleTheme,
  switchLanguage,
  commandPalette,
];

/** Returns the key to show beside an action, or undefined when it has none. */
export function shortcutOf(action: UiAction, app: Pick<AppState, 'settings'>): string | undefined {
  const first = keysOf(action, app.settings.current.shortcuts)[0];
  return first && display(first, isMac);
}

/** Returns the action a key press asks for, whether or not it is enabled now. */
export function actionFor(event: KeyboardEvent, remapped: Remapped = {}, mac = isMac): UiAction | undefined {
  if (event.defaultPrevented || isComposing(event)) return undefined;
  // A dialog is a world of its own: nothing behind it may move.
  if (
    event.target instanceof Element &&
    event.target.closest('[role="dialog"], [role="menu"], [role="listbox"]')
  )
    return undefined;
  const typing = isTyping(event.target);
  return ACTIONS.find(
    (action) =>
      (!typing || action.inFields) &&
      keysOf(action, remapped).some((text) => {
        const keys = parseKeys(text);
        return !(typing && isPlain(keys)) && matches(keys, event, mac);
      }),
  );
}

/** Handles a key press of the window. A known shortcut is swallowed even when its action is not enabled. */
export function handleKey(event: KeyboardEvent, app: AppState): void {
  const action = actionFor(event, app.settings.current.shortcuts);
  if (!action) return;
  if (action.onKey) {
    if (isEnabled(action, app)) action.onKey(app);
    return;
  }
  event.preventDefault();
  if (!isEnabled(action, app)) return;
  if (action.group === 'file' || action.group === 'run') handInTyping(event.target);
  void action.perform(app);
}

/** What the menu of a selection offers, in its order; an empty text is a line. */
export const SELECTION_MENU: readonly (UiAction | '')[] = [
  quickFix,
  appendNode,
  replaceNode,
  renameNode,
  '',
  copy,
  cut,
  paste,
  pasteWithLinks,
  duplicate,
  '',
  toggleDisabled,
  groupSelection,
  ungroup,
  moveIntoFlow,
  moveOutOfFlow,
  layout,
  ...ALIGNMENTS,
  '',
  deleteSelection,
  deleteAndHeal,
];

/** Lets a field commit what is being typed, so that "save" saves it; the focus stays where it is. */
function handInTyping(target: EventTarget | null): void {
  if (!isTyping(target)) return;
  (target as HTMLElement).blur();
  (target as HTMLElement).focus();
}
