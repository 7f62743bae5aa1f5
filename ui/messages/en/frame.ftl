### The window's frame: bars, panels, dialogs that belong to no single domain.

frame-menu = Menu
frame-untitled = Untitled playbook
frame-unsaved = Unsaved changes
frame-not-saved-yet = Not saved to a file yet
frame-is-saved = Saved
frame-saved = Saved
frame-exported = Exported
frame-playbook-name = Name of the playbook
frame-test-call-needs = Select a node that calls an API to test it
frame-rail = Panels
frame-components = Components
frame-credentials = Credentials
frame-settings = Settings
frame-left-panel = Left panel
frame-bottom-panel = Problems and results
frame-inspector = Inspector
frame-resize-left = Width of the left panel
frame-resize-bottom = Height of the bottom panel
frame-resize-inspector = Width of the inspector
frame-close-bottom = Hide the bottom panel
frame-problems = Problems
frame-results = Results
frame-commands = Commands
frame-go-to-node = Go to node
frame-nothing-found = Nothing matches “{ $query }”
frame-canvas = Playbook { $name }
frame-canvas-tools = Canvas tools
frame-canvas-empty = An empty playbook
frame-canvas-empty-text = Drag a component from the left onto the canvas, or click one to add it here. Every playbook begins with a start node.
frame-status = Status
frame-error-count = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
frame-warning-count = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
frame-problem-count = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
frame-permission-count = { $count ->
    [one] { $count } permission
   *[other] { $count } permissions
}
frame-permission-title = What the execution role must be allowed to do; choose one to go to the call that needs it
frame-paged-count = { $count ->
    [one] { $count } paged call
   *[other] { $count } paged calls
}
frame-paged-title = Calls that fetch all pages by themselves: { $number } automatic paged, { $cursor } automatic scrolling. Goes to the next one
frame-profile = Credential profile that test calls use
frame-practice = practice
frame-read-only-profile = { $name } · read-only
frame-read-only = read-only
frame-read-only-why = Made by a newer version of Soarboard and only to be looked at: saving it here would lose what this version cannot read.
frame-region = Region that new calls are made for
frame-no-region = no region
frame-access-read = reads
frame-access-write = writes
frame-access-destructive = destructive
frame-access-neutral = access level not known
frame-edge-name = Connection from { $from } to { $to }
frame-chip-running = running
frame-chip-cancelled = cancelled
frame-chip-failed = failed
frame-chip-rows = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} · { $requests ->
    [one] { $requests } page
   *[other] { $requests } pages
}
frame-templates = New playbook from a template
frame-engine-silent = The program behind this window did not answer: { $detail }
frame-no-host = This page needs Soarboard behind it
frame-no-host-text = Open it from the Soarboard application. In a browser it works only with the address the development bridge prints.
frame-branch-else = in all other cases
frame-edge-required = required
frame-disabled = disabled
frame-inside = { $count ->
    [one] 1 node inside
   *[other] { $count } nodes inside
}
frame-flow-path = Where you are
frame-leave-flow = Leave the child flow
frame-copied = { $count ->
    [one] Node copied
   *[other] { $count } nodes copied
}
frame-copied-here = { $count ->
    [one] Node copied for this window only
   *[other] { $count } nodes copied for this window only
}
frame-copied-here-text = The system’s clipboard was refused: other windows and programs do not have them.
frame-selection-menu = Menu of the selection
frame-left-out = { $count ->
    [one] { $count } item was left out: a rule stands against it
   *[other] { $count } items were left out: a rule stands against each
}
frame-quit-title = Close Soarboard?
frame-quit-text = { $count ->
    [one] One playbook has unsaved changes. They are kept and come back at the next start.
   *[other] { $count } playbooks have unsaved changes. They are kept and come back at the next start.
}
frame-quit-save = Save all and close
frame-quit-keep = Close
frame-paste-foreign = This cannot be pasted here
frame-paste-foreign-text = The clipboard holds no copied nodes. This is what it holds:
frame-paste-playbook = The clipboard holds a whole playbook
frame-paste-playbook-text = { $count ->
    [one] “{ $name }” has one node. It can be put into the flow that is shown; name and trigger of the playbook are left out.
   *[other] “{ $name }” has { $count } nodes. They can be put into the flow that is shown; name and trigger of the playbook are left out.
}
frame-paste-preview = Text on the clipboard
frame-paste-insert = { $count ->
    [one] Insert its node
   *[other] Insert its { $count } nodes
}
