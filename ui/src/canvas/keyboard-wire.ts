// A wire drawn by keys: begun at the focused node, shown towards whatever node the arrows reach, ended by Enter.
// Apart from the other interactions because it is the only one that lasts over many key presses.

import { t } from '../shared/i18n.svelte';
import { pointOfPort } from './core/geometry';
import type { GhostWire } from './core/gesture';
import { judgeNode } from './core/gesture-connect';
import { freeOutput } from './core/navigate';
import { centre, type PortRef } from './core/types';
import type { CanvasModel, CanvasNode } from './model.svelte';

/** What a wire by keys acts through. */
export interface KeyboardWireHost {
  canConnect(from: PortRef, to: PortRef): true | string | null;
  whyNoPort(wanted: 'in' | 'out'): string;
  connect(from: PortRef, to: PortRef): void;
  showWire(wire: GhostWire | null): void;
  announce(text: string): void;
}

/** At most one wire at a time. */
export class KeyboardWire {
  private from: PortRef | null = null;

  constructor(
    private readonly model: CanvasModel,
    private readonly host: KeyboardWireHost,
  ) {}

  get isDrawn(): boolean {
    return this.from !== null;
  }

  /** Begins at the first free output of a node. */
  start(id: string): void {
    const node = this.model.scene.nodes.get(id);
    const free = node && freeOutput(this.model.scene, node);
    const port = node?.ports.find((one) => one.side === 'out' && one.id === free);
    if (!node || !port) return this.host.announce(t('canvas-said-no-output'));
    this.from = { node: id, port: port.id };
    this.host.showWire(this.at(node, port.id));
    this.host.announce(t('canvas-said-wire-begun', { name: node.title }));
  }

  /** Lets the wire leave by another output, counted from 1; false when none is being drawn. */
  leaveBy(number: number, focused: string | null): boolean {
    const { from } = this;
    const source = from && this.model.scene.nodes.get(from.node);
    const port = source?.ports.filter(({ side }) => side === 'out')[number - 1];
    if (!from || !source || !port) return from !== null;
    this.from = { node: source.id, port: port.id };
    const at = focused === null ? undefined : this.model.scene.nodes.get(focused);
    if (at && at.id !== source.id) this.show(at);
    else this.host.showWire(this.at(source, port.id));
    return true;
  }

  /** Connects to a node, or says why not; false when no wire is being drawn. */
  finish(id: string): boolean {
    const { from } = this;
    const node = this.model.scene.nodes.get(id);
    if (!from || !node) return false;
    const target = judgeNode(this.host, from, 'out', node);
    if (target?.refusal != null) {
      this.host.announce(target.refusal);
      return true;
    }
    this.end();
    if (target?.port) this.host.connect(from, target.port);
    return true;
  }

  /** Shows the wire towards a node. */
  show(node: CanvasNode): void {
    const { from } = this;
    const source = from && this.model.scene.nodes.get(from.node);
    const port = source?.ports.find(({ id }) => id === from?.port);
    if (!from || !source || !port) return this.end();
    const target = judgeNode(this.host, from, 'out', node);
    const taken = node.ports.find(({ id }) => id === target?.port?.port);
    this.host.showWire({
      ...this.at(source, port.id),
      end: taken ? pointOfPort(node, taken) : centre(node),
      target: target?.node ?? null,
      refusal: target?.refusal ?? null,
    });
  }

  end(): void {
    this.from = null;
    this.host.showWire(null);
  }

  private at(source: CanvasNode, port: string): GhostWire {
    const found = source.ports.find(({ id }) => id === port);
    const start = found ? pointOfPort(source, found) : centre(source);
    return {
      from: { node: source.id, port },
      start,
      end: start,
      isReversed: false,
      target: null,
      refusal: null,
    };
  }
}
