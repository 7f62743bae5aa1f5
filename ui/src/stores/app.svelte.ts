// The application's state in one place: the stores, and what needs several of them at once
// (which document is in front, ending the program, going to a problem). No DOM and no markup.
import type {
  Diagnostic,
  Hit,
  Notification,
  OperationView,
  Position,
  SettingChange,
} from '../generated/contract';
import type { Host } from '../host/host';
import { handOnTyping } from '../shared/hand-on-typing';
import { questions } from '../shared/ask.svelte';
import { catalogue as texts, t, tx } from '../shared/i18n.svelte';
import type { Lang } from '../shared/languages';
import { toasts } from '../shared/toasts.svelte';
import { change, chooseOperation, fillRegion } from './call-settings';
import { CatalogueStore } from './catalogue.svelte';
import { NodeClipboard } from './clipboard';
import { CredentialsStore } from './credentials.svelte';
import { DiagnosticsStore } from './diagnostics.svelte';
import { DocumentStore } from './document.svelte';
import { FactsStore } from './facts.svelte';
import { showFailure } from './failure';
import { FindStore } from './find.svelte';
import { FolderFindStore } from './folder-find.svelte';
import { MarkedOperations } from './marked.svelte';
import { CALL_KIND } from './mirror.svelte';
import { NodeEdits } from './node-edits';
import type { OperationName } from './operation-name';
import { OutsideStore } from './outside.svelte';
import { QuickFixer } from './quick-fix.svelte';
import { RunsStore } from './runs.svelte';
import { SettingsStore, type SystemLooks } from './settings.svelte';
import { TabsStore } from './tabs.svelte';
import { ViewState } from './view.svelte';

/** Room between a node added without a pointer and the others, in world units; a multiple of the grid. */
const GAP = 20;

export class AppState {
  readonly host: Host;
  readonly view: ViewState;
  readonly settings: SettingsStore;
  readonly document: DocumentStore;
  readonly diagnostics: DiagnosticsStore;
  readonly find: FindStore;
  readonly folderFind: FolderFindStore;
  readonly runs: RunsStore;
  readonly credentials: CredentialsStore;
  readonly catalogue: CatalogueStore;
  readonly facts: FactsStore;
  readonly marked: MarkedOperations;
  readonly tabs: TabsStore;
  readonly outside: OutsideStore;
  /** Whether it is known what was open; before that, nothing is shown in its place. */
  isLoaded = $state(false);
  readonly clipboard = new NodeClipboard(this);
  readonly nodeEdits = new NodeEdits(this);
  readonly quickFix = new QuickFixer(this);
  #isQuitting = false;
  /** Counts additions from the API browser, so that each is a step of its own. */
  #browsed = 0;

  constructor(host: Host) {
    this.host = host;
    this.view = new ViewState();
    this.settings = new SettingsStore(host);
    this.document = new DocumentStore(host);
    this.diagnostics = new DiagnosticsStore(host);
    this.find = new FindStore(
      host,
      () => this.#subject(),
      (hit) => this.#showHit(hit),
    );
    this.folderFind = new FolderFindStore(host);
    this.runs = new RunsStore(host);
    this.credentials = new CredentialsStore(host);
    this.catalogue = new CatalogueStore(host);
    this.facts = new FactsStore(host, () => this.#renewFacts());
    this.marked = new MarkedOperations(this.settings);
    const { document, view, diagnostics, runs } = this;
    this.tabs = new TabsStore({ host, document, view, diagnostics, runs });
    this.outside = new OutsideStore(host, document, this.tabs);
    this.document.onTouched(() => {
      this.#keepSelectionAlive();
      this.diagnostics.schedule(() => this.#subject());
      this.find.refresh();
    });
  }

  get lang(): Lang {
    return texts.lang;
  }

  /** Settings first, so that nothing is drawn in the wrong language or theme; what was open is asked for meanwhile. */
  async start(looks: SystemLooks, languages: readonly string[]): Promise<void> {
    this.host.onNotification((notification) => this.#notice(notification));
    const asked = this.tabs.ask();
    await this.settings.start(looks, languages);
    await asked;
  }

  /**
   * Loads what the window shows. Each part may fail by itself; the rest is still of use. What is not on the welcome page
   * waits until that is `drawn`.
   */
  async load(drawn: Promise<void>): Promise<void> {
    const shown = this.tabs
      .start()
      .catch(showFailure)
      .finally(() => (this.isLoaded = true));
    if (this.tabs.isEmpty) await drawn;
    await Promise.all([
      this.catalogue.start().catch(showFailure),
      this.credentials.refresh(),
      shown.then(() => this.tabs.takeHanded()),
    ]);
    await this.outside.askAboutFront();
  }

  // --- documents -------------------------------------------------------------------------------

  createPlaybook(template = 'blank'): Promise<void> {
    return this.tabs.create(template);
  }

  openPlaybook(): Promise<void> {
    return this.tabs.openByDialog();
  }

  /** Goes to a tab, then to the question about its file when one is open. */
  async activate(doc: string): Promise<void> {
    await this.tabs.activate(doc);
    await this.outside.askAboutFront();
  }

  /** Goes to the next or the previous tab. */
  async stepTab(by: 1 | -1): Promise<void> {
    await this.tabs.step(by);
    await this.outside.askAboutFront();
  }

  /** Asks before the window closes over unsaved changes, for those who want to be asked. */
  async #mayQuit(): Promise<boolean> {
    const count = this.tabs.dirty.length;
    if (!this.settings.current.askOnExit || count === 0) return true;
    const answers = [
      { id: 'save', label: t('frame-quit-save') },
      { id: 'quit', label: t('frame-quit-keep'), variant: 'primary' as const },
    ];
    const question = { title: t('frame-quit-title'), text: t('frame-quit-text', { count }), answers };
    const answer = await questions.ask(question);
    if (answer === 'save') return this.tabs.saveAll();
    return answer === 'quit';
  }

  /** The person closed the window: nothing is asked unless wanted, because everything comes back. */
  async #quit(): Promise<void> {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    try {
      handOnTyping();
      await this.document.settled();
      if (!(await this.#mayQuit())) return;
      await this.tabs.keepNow();
      await this.host.call('app_quit', {});
    } catch (reason) {
      showFailure(reason);
    } finally {
      this.#isQuitting = false;
    }
  }

  // --- selection and problems ------------------------------------------------------------------

  get hasSelection(): boolean {
    return this.view.selection.nodes.length + this.view.selection.edges.length > 0;
  }

  selectAll(): void {
    const isHere = (id: string) => (this.document.nodes.get(id)?.node.parent ?? '') === this.view.flow;
    const edges = [...this.document.edges.values()].filter(({ edge }) => isHere(edge.from.node));
    this.view.selection = {
      nodes: [...this.document.nodes.keys()].filter(isHere),
      edges: edges.map(({ edge }) => edge.id),
    };
  }

  // --- child flows -----------------------------------------------------------------------------

  /** Shows the inside of a child flow; the empty text shows the playbook's own flow. */
  enterFlow(flow: string): void {
    if (flow === this.view.flow) return;
    this.view.selection = { nodes: [], edges: [] };
    this.view.quickAdd = null;
    this.view.flow = flow;
  }

  /** Shows the flow that a node stands in. */
  enterFlowOf(node: string): void {
    this.enterFlow(this.document.nodes.get(node)?.node.parent ?? '');
  }

  /** Leaves the child flow that is shown and selects it; returns whether there was one. */
  leaveFlow(): boolean {
    const { flow } = this.view;
    if (flow === '') return false;
    this.enterFlowOf(flow);
    this.view.selection = { nodes: [flow], edges: [] };
    return true;
  }

  /** The child flows around what is shown, the outermost first. */
  get flowPath(): { id: string; name: string }[] {
    const path: { id: string; name: string }[] = [];
    const seen = new Set<string>();
    for (let id = this.view.flow; id !== '' && !seen.has(id);) {
      const node = this.document.nodes.get(id)?.node;
      if (!node) break;
      seen.add(id);
      path.unshift({ id, name: node.name });
      id = node.parent ?? '';
    }
    return path;
  }

  /** Places a new node and selects it; resolves to its id, or to undefined when it was refused. */
  async addNode(kind: string, position: Position, mark?: string): Promise<string | undefined> {
    const parent = this.view.flow ? { parent: this.view.flow } : {};
    const created = await this.document.edit({ addNode: { kind, position, ...parent } }, mark);
    const node = created?.find((id) => this.document.nodes.has(id));
    if (node === undefined) return undefined;
    this.view.noteKind(kind);
    this.view.selection = { nodes: [node], edges: [] };
    this.view.canvas?.focusNode(node);
    return node;
  }

  /**
   * Returns the top left corner of a new node whose middle is at a point; it steps down until the node covers no
   * other one, so that what is added without a pointer stays visible.
   */
  freeCorner(middle: Position, size: { width: number; height: number }): Position {
    const corner = { x: middle.x - size.width / 2, y: middle.y - size.height / 2 };
    const place = this.view.canvas?.snap(corner) ?? corner;
    const here = [...this.document.nodes.values()].filter(
      ({ node }) => (node.parent ?? '') === this.view.flow,
    );
    const others = here.flatMap(({ position }) => position ?? []);
    const covers = (y: number) =>
      others.some((p) => Math.abs(p.x - place.x) < size.width && Math.abs(p.y - y) < size.height + GAP);
    let { y } = place;
    while (covers(y)) y += GAP;
    return { x: place.x, y };
  }

  /** Deletes what is selected; `heals` joins what deleted nodes stood between. */
  async deleteSelection(heals = false): Promise<void> {
    const { nodes, edges } = this.view.selection;
    if (nodes.length + edges.length === 0) return;
    await this.document.edit({ delete: { nodes, edges, ...(heals ? { heal: true } : {}) } });
  }

  /** Goes to a node wherever it stands, and asks the inspector for one of its fields. */
  goToNode(node: string, param?: string | null): void {
    this.enterFlowOf(node);
    this.view.selection = { nodes: [node], edges: [] };
    this.view.canvas?.focusNode(node);
    if (param) this.view.requestField(node, param);
  }

  /** Goes to the node after the selected one in a list, round and round. */
  goToNextOf(nodes: readonly string[], param?: string): void {
    const { onlyNode } = this.view;
    const next = nodes[(onlyNode === undefined ? 0 : nodes.indexOf(onlyNode) + 1) % nodes.length];
    if (next !== undefined) this.goToNode(next, param);
  }

  /** Goes to what a finding is about: selects the node or edge, and asks the inspector for the field. */
  goTo(problem: Diagnostic): void {
    this.diagnostics.current = problem;
    if (problem.node) {
      this.goToNode(problem.node, problem.param);
    } else if (problem.edge) {
      this.enterFlowOf(this.document.edges.get(problem.edge)?.edge.from.node ?? '');
      this.view.selection = { nodes: [], edges: [problem.edge] };
    }
  }

  /** Shows where a text was found. The focus stays in the search field, so that the next one is a key away. */
  #showHit({ node, edge }: Hit): void {
    const place = node ?? (edge && this.document.edges.get(edge)?.edge.from.node);
    if (place) this.enterFlowOf(place);
    this.view.selection = { nodes: node ? [node] : [], edges: edge ? [edge] : [] };
    if (node) this.view.canvas?.centreOn(node);
  }

  /** Goes to the field in which a text was found. */
  openHit({ node, param }: Hit): void {
    if (node && param) this.view.requestField(node, param);
  }

  /** Opens a file in which a text was found, and shows the hit. */
  async openFound(file: string, hit: Hit): Promise<void> {
    await this.tabs.openFound(file);
    this.#showHit(hit);
    this.openHit(hit);
  }

  stepProblem(by: 1 | -1): void {
    this.view.showBottom('problems');
    const problem = this.diagnostics.step(by);
    if (problem) this.goTo(problem);
  }

  #keepSelectionAlive(): void {
    const { nodes, edges } = this.view.selection;
    const alive = {
      nodes: nodes.filter((id) => this.document.nodes.has(id)),
      edges: edges.filter((id) => this.document.edges.has(id)),
    };
    if (alive.nodes.length !== nodes.length || alive.edges.length !== edges.length)
      this.view.selection = alive;
    // An undo may have taken away the child flow that is shown.
    if (this.view.flow !== '' && !this.document.nodes.has(this.view.flow)) this.enterFlow('');
  }

  #subject(): { doc: string; revision: number } {
    return { doc: this.document.doc, revision: this.document.revision };
  }

  // --- API browser -----------------------------------------------------------------------------

  /** Opens the API browser, at a product or an operation when one is named. */
  browse(at: Partial<OperationName> = {}): void {
    this.view.browseAt = { product: '', version: '', operation: '', ...at };
    this.view.dialog = 'catalog';
  }

  /** The selected node when it calls an operation, so that another one can be chosen for it. */
  get callNode(): string | undefined {
    const { onlyNode } = this.view;
    return onlyNode !== undefined && this.document.callers.has(onlyNode) ? onlyNode : undefined;
  }

  /** Places a node that calls an operation, address and paging filled in; one step of the history. */
  async addOperation(operation: OperationView, position: Position): Promise<void> {
    const mark = `browse:add:${(this.#browsed += 1)}`;
    const settings = await this.#settingsFor(operation);
    const node = await this.addNode(CALL_KIND, position, mark);
    if (node === undefined) return;
    await this.document.edit({ setSettings: { node, settings } }, mark);
    await this.marked.noteUse(operation);
  }

  /** Lets a node call another operation; parameters that were filled in stay. */
  async useOperation(node: string, operation: OperationView): Promise<void> {
    const mark = `browse:use:${(this.#browsed += 1)}`;
    const settings = await this.#settingsFor(operation, node);
    if (await this.document.edit({ setSettings: { node, settings } }, mark))
      await this.marked.noteUse(operation);
  }

  /**
   * What a node needs to call an operation, for the node's own region where it has one. Without advice the address
   * stays open: the checker will say so.
   */
  async #settingsFor(operation: OperationView, node?: string): Promise<SettingChange[]> {
    const present = node === undefined ? {} : (this.document.nodes.get(node)?.node.settings ?? {});
    const own = present['region'];
    const region = typeof own === 'string' && own ? own : this.settings.current.region;
    const advice = await this.catalogue
      .endpoint({ product: operation.product, region, vpc: false })
      .catch(() => undefined);
    const address = advice ? [change(['region'], region), change(['endpoint'], advice.host)] : [];
    const set = (present['parameters'] ?? {}) as Record<string, unknown>;
    return [
      ...chooseOperation(operation, operation.paging),
      ...address,
      ...fillRegion(operation, region, set),
    ];
  }

  /** Opens the dialog about the API facts; closing it leads back to the dialog it was opened from. */
  showFacts(at: Partial<OperationName> = {}): void {
    const { dialog } = this.view;
    this.view.factsFrom = dialog === 'catalog' || dialog === 'settings' ? dialog : null;
    if (dialog === 'catalog') this.view.browseAt = { product: '', version: '', operation: '', ...at };
    this.view.dialog = 'facts';
  }

  closeFacts(): void {
    this.view.dialog = this.view.factsFrom;
    this.view.factsFrom = null;
  }

  /** Other facts are in use: what was asked about the old ones is forgotten, and the playbook is checked again. */
  async #renewFacts(): Promise<void> {
    this.diagnostics.schedule(() => this.#subject());
    await this.catalogue.renew();
  }

  // --- test calls ------------------------------------------------------------------------------

  /** The node a test call would be of: the selected one that calls something, else the only one there is. */
  get testNode(): string | undefined {
    const { callers } = this.document;
    const selected = this.view.onlyNode;
    if (selected !== undefined) return callers.has(selected) ? selected : undefined;
    return callers.size === 1 ? [...callers][0] : undefined;
  }

  get canTestCall(): boolean {
    return this.testNode !== undefined && !this.runs.isRunning;
  }

  /** Opens the dialog that shows what would be sent and asks. */
  beginTestCall(): void {
    if (this.canTestCall) this.view.dialog = 'testCall';
  }

  #notice(notification: Notification): void {
    if ('run' in notification) this.runs.notice(notification.run);
    else if ('catalog' in notification) this.facts.notice(notification.catalog);
    else if ('filter' in notification) this.runs.noticeFilter(notification.filter);
    else if ('export' in notification) this.runs.noticeExport(notification.export);
    else if ('closeRequested' in notification) void this.#quit();
    else if ('filesHanded' in notification) void this.tabs.takeHanded();
    else if ('dragging' in notification) this.tabs.isDragging = notification.dragging.over;
    else if ('draftsFailing' in notification) toasts.show('err', tx(notification.draftsFailing));
  }
}
