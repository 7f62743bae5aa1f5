// The commands a surrounding view may give to a canvas, put together from stage and interaction.

import { CARD_HEIGHT, CARD_WIDTH, type CanvasHandle } from './contract';
import { snapToGrid } from './core/geometry';
import { edgeAt, nodeAt } from './core/hit-test';
import { freeOutput } from './core/navigate';
import { boundsOf } from './core/scene';
import { only } from './core/selection';
import { centre, type Point, type Rect } from './core/types';
import { centredOn, clampZoom, fit, OVERVIEW_BELOW, stepZoom, toWorld } from './core/viewport';
import type { Interaction } from './interaction.svelte';
import type { CanvasModel, CanvasNode } from './model.svelte';
import type { Stage } from './stage.svelte';

/** Reach for finding an edge under a palette item, screen pixels. */
const EDGE_REACH = 10;

/** Largest zoom at which a selection fills the view: one looks closer at it, at its name not alone. */
const SELECTION_ZOOM = 2;

/** Returns the commands of one canvas. `element` is its stage. */
export function createHandle(
  model: CanvasModel,
  stage: Stage,
  interaction: Interaction,
  element: HTMLElement,
): CanvasHandle {
  const worldAt = (clientX: number, clientY: number): Point =>
    toWorld(stage.viewport, stage.fromPage(clientX, clientY));
  const show = (box: Rect | null, maxZoom = 1): void => {
    stage.resize();
    if (box) stage.setViewport(fit(box, stage.size, maxZoom));
    else stage.setViewport({ x: 0, y: 0, zoom: 1 });
  };
  const centreOn = (nodeId: string): void => {
    const node = model.scene.nodes.get(nodeId);
    if (!node) return;
    const zoom = stage.zoom < OVERVIEW_BELOW ? 1 : stage.zoom;
    stage.setViewport(centredOn(centre(node), stage.size, zoom));
  };
  return {
    fit: () => show(model.scene.bounds()),
    fitSelection: () => show(boundsOf(selectedNodes(model)) ?? model.scene.bounds(), SELECTION_ZOOM),
    zoomIn: () => stage.zoomAboutMiddle(stepZoom(stage.zoom, 1)),
    zoomOut: () => stage.zoomAboutMiddle(stepZoom(stage.zoom, -1)),
    zoomTo: (zoom) => stage.zoomAboutMiddle(zoom),
    centreOn,
    focusNode(nodeId) {
      if (!model.scene.nodes.has(nodeId)) return;
      if (stage.isOverview) centreOn(nodeId);
      interaction.goTo(nodeId);
      interaction.select(only({ node: nodeId }));
    },
    setViewport: ({ x, y, zoom }) => stage.setViewport({ x, y, zoom: clampZoom(zoom) }),
    getViewport: () => ({ ...stage.viewport }),
    worldPointAt: (clientX, clientY) =>
      isOver(element, clientX, clientY) ? worldAt(clientX, clientY) : null,
    nodeAt: (clientX, clientY) => nodeAt(model.scene, worldAt(clientX, clientY))?.id ?? null,
    edgeAt: (clientX, clientY) =>
      edgeAt(model.scene, worldAt(clientX, clientY), EDGE_REACH / stage.viewport.zoom),
    clientPointOf({ x, y }) {
      const box = element.getBoundingClientRect();
      const { viewport } = stage;
      return { x: box.left + x * viewport.zoom + viewport.x, y: box.top + y * viewport.zoom + viewport.y };
    },
    freeOutputOf(nodeId) {
      const node = model.scene.nodes.get(nodeId);
      return node ? freeOutput(model.scene, node) : null;
    },
    boxOf(nodeId) {
      const node = model.scene.nodes.get(nodeId);
      return node ? { x: node.x, y: node.y, width: node.width, height: node.height } : null;
    },
    snap: snapToGrid,
    visibleCentre: () => toWorld(stage.viewport, { x: stage.size.width / 2, y: stage.size.height / 2 }),
    showDropGhost(topLeft, size) {
      interaction.dropGhost = topLeft && {
        ...topLeft,
        width: size?.width ?? CARD_WIDTH,
        height: size?.height ?? CARD_HEIGHT,
      };
    },
    selectAlong: (way) => interaction.selectAlong(way),
    focus: () => interaction.focus(interaction.focused()),
  };
}

function selectedNodes(model: CanvasModel): CanvasNode[] {
  return model.selection.nodes.map((id) => model.scene.nodes.get(id)).filter((node) => node !== undefined);
}

/** Tells whether the stage itself, not a panel over it, lies under a page position. */
function isOver(element: HTMLElement, clientX: number, clientY: number): boolean {
  const box = element.getBoundingClientRect();
  const isInside = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
  const top = isInside ? document.elementFromPoint?.(clientX, clientY) : null;
  return isInside && (!top || element.contains(top));
}
