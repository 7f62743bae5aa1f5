// The same graph in React Flow, as its documentation says to build one for speed: components outside the render function and
// memoised, elements drawn only where they are visible, sizes known beforehand. `?n=5000`: number of nodes.
import { memo } from 'react';
import { createRoot } from 'react-dom/client';
import { Background, Handle, MiniMap, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import './flow.css';
import { columns } from '../../../../ui/src/canvas/harness/synthetic';

const Card = memo(function Card({ data, selected }) {
  return (
    <div className={`card ${data.access} ${selected ? 'selected' : ''}`} role="group" aria-label={data.ariaLabel}>
      <Handle type="target" position={Position.Left} id="in" />
      <span className="icon">
        <svg viewBox="0 0 24 24" width="18" height="18">
          <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </span>
      <span className="words">
        <strong>{data.title}</strong>
        <small>{data.subtitle}</small>
      </span>
      {data.chip && <span className="chip">{data.chip.text}</span>}
      {data.badge && <span className="badge">{data.badge.count}</span>}
      <Handle type="source" position={Position.Right} id="out" />
    </div>
  );
});

const nodeTypes = { card: Card };
const count = Number(new URLSearchParams(location.search).get('n') ?? 50);
const change = columns(count);
const started = performance.now();
const nodes = change.nodes.map(({ id, x, y, width, height, ...data }) => ({
  id,
  type: 'card',
  position: { x, y },
  initialWidth: width,
  initialHeight: height,
  data,
}));
const edges = change.edges.map(({ id, from, to }) => ({
  id,
  source: from.node,
  sourceHandle: from.port,
  target: to.node,
  targetHandle: to.port,
}));

function ready(flow) {
  requestAnimationFrame(() => {
    window.bench = {
      readyMs: performance.now() - started,
      ids: nodes.map(({ id }) => id),
      placeOf: (id) => flow.getNode(id).position,
      show: (x, y, zoom) => flow.setViewport({ x, y, zoom }),
      edit: (id, title) => flow.updateNodeData(id, { title }),
      mounted: () => document.querySelectorAll('.react-flow__node, .react-flow__edge').length,
    };
  });
}

createRoot(document.getElementById('app')).render(
  <ReactFlow
    defaultNodes={nodes}
    defaultEdges={edges}
    nodeTypes={nodeTypes}
    minZoom={0.1}
    maxZoom={4}
    panOnScroll
    panOnScrollSpeed={1}
    onlyRenderVisibleElements
    onInit={ready}
  >
    <Background />
    <MiniMap />
  </ReactFlow>,
);
