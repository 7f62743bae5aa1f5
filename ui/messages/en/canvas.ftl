# The canvas: controls, roles and what screen readers are told.

canvas-zoom = Zoom
canvas-zoom-in = Zoom in
canvas-zoom-out = Zoom out
canvas-zoom-reset = Zoom to 100 %
canvas-zoom-fit = Fit the playbook in view
canvas-zoom-percent = { $percent } %
canvas-minimap = Minimap: press to move the view
canvas-role-graph = graph
canvas-role-node = node
canvas-node-selected = { $name }, selected
canvas-help = Arrow keys follow the connections, Enter opens a node, Alt with an arrow moves it, C starts a connection, Delete removes it.
canvas-said-selected = { $count ->
    [0] Nothing selected
    [one] { $count } item selected
   *[other] { $count } items selected
}
canvas-said-moved = { $count ->
    [one] Node moved
   *[other] { $count } nodes moved
}
canvas-said-deleted = { $count ->
    [one] { $count } item deleted
   *[other] { $count } items deleted
}
canvas-said-connected = { $from } connected to { $to }
canvas-said-wire-begun = Connecting from { $name }: go to the target with the arrow keys, Enter connects, Escape ends
canvas-said-wire-ended = Connecting ended
canvas-said-no-output = This node has no output to connect from
canvas-refused-no-input = This node takes no incoming connection
canvas-refused-no-output = This node has no outgoing connection
