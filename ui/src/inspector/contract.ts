// What the inspector is given and what it asks for. It reads no store and knows no host: plain
// values come in, edit commands go out, and the few catalogue questions are narrow functions, so
// that tests and the harness can answer them.
import type {
  ComponentView,
  Diagnostic,
  EditCommand,
  EndpointRequest,
  EndpointView,
  Header,
  OperationHit,
  OperationRequest,
  OperationSearchRequest,
  OperationView,
  PermissionView,
  PlaybookNode,
  ProductView,
  RegionView,
} from '../generated/contract';
import type { DataSource } from '../stores/data-sources';
import type { Part } from '../stores/shape-rows';

/** A JSON value as it stands in a node's settings. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A member account that a call may be about. */
export interface MemberAccount {
  uid: string;
  name: string;
}

/** Questions the inspector asks. Answers are kept per object, so hand in the same one for as long as the catalogue is the same. */
export interface InspectorApi {
  searchOperations(request: OperationSearchRequest): Promise<OperationHit[]>;
  showOperation(request: OperationRequest): Promise<OperationView>;
  /** The answer of `showOperation` where it is known already: a panel is then drawn at once and complete. */
  knownOperation?(request: OperationRequest): OperationView | undefined;
  recommendEndpoint(request: EndpointRequest): Promise<EndpointView>;
  showPermission(request: OperationRequest): Promise<PermissionView>;
  products(): Promise<ProductView[]>;
  regions(): Promise<RegionView[]>;
  /**
   * Accounts to suggest; absent when nobody can list them. Only when the person wants it may a real service be asked;
   * otherwise it is what is known already.
   */
  memberAccounts?(isWanted: boolean): Promise<MemberAccount[]>;
}

/**
 * Sends an edit; the promise settles once the mirror shows its result, or once it was refused. The document is
 * named, since text typed last is handed on while the panel already changes to another one.
 */
export type SendEdit = (command: EditCommand, mark: string | undefined, doc: string) => Promise<unknown>;

/** What expressions of the node can refer to; asked for when a picker of it opens. */
export interface DataApi {
  sources(): DataSource[];
  /** Fields of a source's answer; of one that is not known, what every answer has. */
  fieldsOf(source: DataSource): Promise<Part[]>;
}

/** A connection that leads to the node. */
export interface IncomingPath {
  edge: string;
  /** Name of the node it comes from. */
  from: string;
  /** Name of the branch it leaves by; empty when it leaves by none. */
  branch: string;
  required: boolean;
}

export interface InspectorProps {
  /** Handle of the document. */
  doc: string;
  /** The selected node; null shows the playbook itself. */
  node: PlaybookNode | null;
  /** All selected nodes when there are several; `component` is then the kind of all of them. */
  several?: PlaybookNode[];
  header: Header;
  /** The kind of the node; null when this version does not know it. */
  component: ComponentView | null;
  /** Findings about the node, or about the playbook when there is none. */
  diagnostics: Diagnostic[];
  /** Dot path of the setting to scroll to and focus. */
  focusParam: string | null;
  /** Called when that was done. */
  onFocused?: () => void;
  /** Region that new calls are made for. */
  region: string;
  readOnly: boolean;
  api: InspectorApi;
  onEdit: SendEdit;
  onOpenLink: (url: string) => void;
  onTestCall: () => void;
  /** What expressions can refer to; absent for the playbook's own panel. */
  data?: DataApi;
  /** Connections that lead to the node, for kinds whose panel tells them. */
  incoming?: IncomingPath[];
  /** Opens the inside of a child flow. */
  onEnterFlow?: () => void;
  /** Opens the API browser at what is chosen; absent where there is none. */
  onBrowse?: (at: { product: string; version: string; operation: string }) => void;
}
