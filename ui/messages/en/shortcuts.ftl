### The list of keyboard shortcuts.

shortcuts-title = Keyboard shortcuts
shortcuts-search = Search by name or key
shortcuts-canvas = On the canvas (fixed)
shortcuts-none = No key
shortcuts-change = Change the key of “{ $action }”
shortcuts-clear = Remove the key of “{ $action }”
shortcuts-reset = Usual key of “{ $action }” again
shortcuts-reset-all = All usual keys again
shortcuts-press = Press the new keys for “{ $action }”; Escape keeps the old ones
shortcuts-waiting = Press keys…
shortcuts-taken = Now means “{ $action }”.
shortcuts-take = Take it over
shortcuts-refused-canvas = The canvas needs this key.
shortcuts-refused-dialog = Dialogs and fields need this key.
shortcuts-pointer = With the pointer on the canvas
