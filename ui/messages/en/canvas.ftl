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
canvas-key-walk = Go to the next node along the connections
canvas-key-select-along = Select everything before or after the node
canvas-key-nudge = Move the selection by one grid step
canvas-key-nudge-far = Move the selection by ten grid steps
canvas-key-pan = Move the view
canvas-key-first = Go to the first node
canvas-key-last = Go to the last node
canvas-key-enter = Open the node, or end the connection being drawn
canvas-key-wire = Start a connection from the node
canvas-key-branch = Go down a branch of a gateway
canvas-key-append = Append a component to the node
canvas-pointer-slice = Drag with Alt: cut every connection the line crosses
canvas-pointer-chain = Click ports with Ctrl: connect from click to click
canvas-pointer-lasso = Drag with Shift on nothing: select what lies inside
canvas-pointer-free = Drag a node with Ctrl: no snapping
canvas-pointer-pan = Drag on nothing, with the middle button or with Space: move the view
canvas-pointer-zoom = Wheel with Ctrl: zoom about the pointer; with Shift: move the view sideways
canvas-pointer-add = Double-click on nothing: add a component there
canvas-pointer-space = Drag with Shift in the space tool: move only the chain that was pressed
canvas-key-escape = End what is being done, or select nothing
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
canvas-said-cut = { $count ->
    [one] { $count } connection cut
   *[other] { $count } connections cut
}
canvas-said-connected = { $from } connected to { $to }
canvas-said-wire-begun = Connecting from { $name }: go to the target with the arrow keys, Enter connects, Escape ends
canvas-said-wire-ended = Connecting ended
canvas-said-no-output = This node has no output to connect from
canvas-refused-no-input = This node takes no incoming connection
canvas-refused-no-output = This node has no outgoing connection
canvas-role-note = note
canvas-role-group = group of nodes
canvas-note-empty = An empty note
canvas-insert = Insert a component into this connection
canvas-append = Append a component here
