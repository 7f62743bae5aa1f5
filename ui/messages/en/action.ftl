### UI actions: the verbs of menus, keys and the command palette.

action-new-playbook = New playbook
action-new-from-template = New from template…
action-open-playbook = Open playbook…
action-save = Save
action-save-as = Save as…
action-export-json = Export JSON…
action-undo = Undo
action-redo = Redo
action-delete-selection = Delete selection
action-select-all = Select all
action-add-component = Add a component…
action-test-call = Test call
action-cancel-run = Cancel the running call
action-zoom-in = Zoom in
action-zoom-out = Zoom out
action-zoom-reset = Zoom to 100 %
action-zoom-fit = Fit the playbook into view
action-toggle-theme = Switch between light and dark
action-switch-language = 切换到中文
action-toggle-left = Toggle left panel
action-toggle-bottom = Toggle bottom panel
action-toggle-inspector = Toggle inspector
action-show-problems = Show problems
action-show-results = Show results
action-show-credentials = Show credentials
action-show-settings = Settings…
action-next-problem = Go to next problem
action-previous-problem = Go to previous problem
action-command-palette = Search or run a command

action-group-file = File
action-group-edit = Edit
action-group-insert = Insert
action-group-run = Run
action-group-canvas = Canvas
action-group-view = View
