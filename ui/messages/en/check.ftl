### What the engine says about a playbook: findings of the checker, refused edits, names of edits, files.

## Refused edits

check-refuse-already-connected = These two ports are connected already.
check-refuse-cycle = The connection would close a circle. Flows run forward only; repetition belongs into a child flow.
check-refuse-from-input = A connection cannot begin at an input of "{ $name }".
check-refuse-into-output = A connection cannot end in an output of "{ $name }".
check-refuse-kind-limit = { $limit ->
    [one] A playbook has only one node of the kind "{ $kind }".
   *[other] A playbook has at most { $limit } nodes of the kind "{ $kind }".
}
check-refuse-kind-unknown = There is no component "{ $kind }".
check-refuse-name-empty = A node needs a name, so that others can refer to it.
check-refuse-name-fixed = The start node is always called "{ $name }".
check-refuse-name-malformed = "{ $name }" cannot be a name: dots, braces, quotes, backslashes, dollar signs, angle brackets and spaces at either end break references.
check-refuse-name-repeated = Another node is called "{ $name }" already.
check-refuse-name-reserved = The name "{ $name }" is reserved for the start node.
check-refuse-no-inputs = "{ $name }" has no input to connect to.
check-refuse-no-outputs = "{ $name }" has no output to connect from.
check-refuse-no-such-edge = The connection { $edge } is not in the playbook.
check-refuse-no-such-node = The node { $node } is not in the playbook.
check-refuse-no-such-port = "{ $name }" has no port "{ $port }".
check-refuse-other-flow = A connection cannot cross the border of a child flow.
check-refuse-position-malformed = That place is outside the canvas.
check-refuse-read-only = The playbook was made by a newer version of Soarboard and can only be looked at.
check-refuse-self-loop = A node cannot be connected to itself.
check-refuse-setting-deep = The value at "{ $path }" is nested too deeply to be saved.
check-refuse-setting-path = Nothing can be set at "{ $path }": another value stands in the way.
check-refuse-branch-taken = This branch of "{ $name }" is connected already; each branch leads to one node.
check-refuse-no-such-flow = The child flow { $node } is not in the playbook.
check-refuse-paste-empty = There is nothing in the copied text that could be pasted here.
check-refuse-paste-foreign = The clipboard holds no nodes copied from Soarboard.
check-refuse-replace-fixed = "{ $name }" cannot be made another kind, nor another kind be made of this one.
check-refuse-splice-connected = "{ $name }" is connected already; only a loose node can be put into a connection.
check-refuse-flow-in-itself = A child flow cannot go into itself.
check-refuse-flow-start-stays = "{ $name }" is where its flow begins; it stays in it.
check-refuse-ungroup-nothing = There is no group and no child flow among these nodes.

## Names of edits, as in "Undo: …"

check-edit-add-node = Add node
check-edit-connect = Connect
check-edit-delete = Delete
check-edit-describe-node = Edit note
check-edit-move-nodes = Move
check-edit-reload = Load the file’s version
check-edit-rename-node = Rename
check-edit-set-header = Edit playbook
check-edit-set-settings = Edit settings
check-edit-disable-nodes = Disable or enable
check-edit-layout = Arrange automatically
check-edit-paste = Paste
check-edit-reconnect = Reconnect
check-edit-replace-node = Replace
check-edit-set-edge = Edit connection
check-edit-splice = Insert into connection
check-edit-make-space = Make space
check-edit-move-to-flow = Move to another flow
check-edit-several = Several changes
check-edit-ungroup = Ungroup

## Files

check-store-not-found = There is no file or folder "{ $path }".
check-store-permission = The system does not allow access to "{ $path }".
check-store-full = There is no room left to save "{ $path }".
check-store-read-only = "{ $path }" is read-only.
check-store-changed-outside = "{ $path }" was changed or removed by another program since it was opened.
check-store-is-directory = "{ $path }" is a folder.
check-store-not-a-file = "{ $path }" is not a regular file.
check-store-too-large = "{ $path }" has { $bytes } bytes, more than a playbook may have.
check-store-busy = Another program keeps the folder of "{ $path }" locked.
check-store-no-path = The playbook has no file yet.
check-store-read-only-document = The playbook was made by a newer version of Soarboard; saving it here would lose what this version cannot read.
check-store-other = The system reports about "{ $path }": { $reason }

check-read-too-large = The file has { $bytes } bytes, more than a playbook may have.
check-read-not-text = The file is not UTF-8 text from byte { $offset } on.
check-read-json = The file is not valid JSON at line { $line }, column { $column }: { $reason }
check-read-shape = "{ $path }" is not what a playbook has there: { $reason }
check-read-not-a-playbook = The file holds JSON, but no playbook: it has neither "formatVersion" nor "nodes".
check-unread-too-large = "{ $file }" has { $bytes } bytes, more than a playbook may have.
check-unread-not-text = "{ $file }" is not UTF-8 text from byte { $offset } on.
check-unread-json = "{ $file }" is not valid JSON at line { $line }, column { $column }: { $reason }
check-unread-shape = In "{ $file }", "{ $path }" is not what a playbook has there: { $reason }
check-unread-not-a-playbook = "{ $file }" holds JSON, but no playbook: it has neither "formatVersion" nor "nodes".

check-note-newer-format = The file has format version { $version }, newer than this program knows. It is open for reading only.
check-note-repeated-key = The key { $path } stands twice in the file; the last one counts.
check-note-missing-id = A record without an id got the id { $new }.
check-note-new-id = The id { $old } stood twice in the file; the second record is now { $new }.

## Findings: the flow

check-start-missing = The playbook has no start node.
check-start-repeated = "{ $node }" is one start node too many.
check-end-missing = The playbook has no end node.
check-unreachable = No path leads from the start to "{ $node }".
check-no-way-to-end = No path leads from "{ $node }" to an end.
check-cycle = "{ $node }" lies on a circle of connections.
check-edge-dangling = A connection refers to the node { $node }, which does not exist.
check-edge-dangling-port = A connection refers to the port "{ $port }", which "{ $node }" does not have.
check-kind-unknown = "{ $node }" is of the kind "{ $kind }", which this version does not know.
check-kind-unknown-action = "{ $node }" has the action "{ $action }", which the component "{ $kind }" does not offer here.

## Findings: names and trigger

check-name-empty = The node { $node } has no name.
check-name-malformed = The name "{ $node }" holds characters that break references.
check-name-reserved = "{ $node }" is the name of the start node and cannot be used by others.
check-name-repeated = More than one node is called "{ $node }".
check-start-name = The start node is called "{ $node }" instead of "event".
check-trigger-type-unknown = The trigger type "{ $type }" is not one of the service's.

## Findings: calls

check-operation-missing = "{ $node }" has no API operation yet.
check-operation-unknown = "{ $node }" calls { $operation }, which { $product } { $version } does not have.
check-operation-unknown-any-version = "{ $node }" calls { $operation }, which no version of { $product } has.
check-product-unknown = "{ $node }" calls the product { $product }, which is not in the catalogue.
check-parameter-missing = "{ $node }" needs the parameter { $parameter }.
check-value-malformed = In "{ $node }" the parameter { $parameter } has a value of another kind.
check-value-malformed-integer = In "{ $node }" the parameter { $parameter } is not a whole number.
check-value-malformed-number = In "{ $node }" the parameter { $parameter } is not a number.
check-value-malformed-boolean = In "{ $node }" the parameter { $parameter } is neither true nor false.
check-value-malformed-array = In "{ $node }" the parameter { $parameter } is not a list.
check-value-malformed-object = In "{ $node }" the parameter { $parameter } is not an object.
check-value-malformed-map = In "{ $node }" the parameter { $parameter } is not an object.
check-value-out-of-bounds = In "{ $node }" the parameter { $parameter } is out of bounds.
check-value-out-of-bounds-small = In "{ $node }" the parameter { $parameter } is { $value }; the least is { $limit }.
check-value-out-of-bounds-large = In "{ $node }" the parameter { $parameter } is { $value }; the most is { $limit }.
check-value-out-of-bounds-short = In "{ $node }" the parameter { $parameter } has { $value } characters; it takes at least { $limit }.
check-value-out-of-bounds-long = In "{ $node }" the parameter { $parameter } has { $value } characters; it takes at most { $limit }.
check-value-out-of-bounds-few = In "{ $node }" the parameter { $parameter } has { $value } elements; it takes at least { $limit }.
check-value-out-of-bounds-many = In "{ $node }" the parameter { $parameter } has { $value } elements; it takes at most { $limit }.
check-value-pattern = In "{ $node }" the parameter { $parameter } does not fit the pattern { $pattern }.
check-value-unlisted = In "{ $node }" the parameter { $parameter } is { $value }, which is none of: { $choices }.
check-setting-malformed = In "{ $node }" the setting { $path } is not { $expected ->
    [text] text
    [number] a whole number
    [object] an object
    [parameter] a value or an expression
   *[other] one of { $expected }
}.
check-account-malformed = In "{ $node }" the account "{ $account }" is neither empty, nor an expression, nor an account ID.
check-endpoint-missing = "{ $node }" has no endpoint.
check-endpoint-malformed = In "{ $node }" the endpoint "{ $endpoint }" is not a host name.
check-endpoint-foreign = In "{ $node }" the endpoint "{ $endpoint }" is not a known host of { $product }.
check-region-mismatch = In "{ $node }" the endpoint "{ $endpoint }" serves another region than the parameter RegionId names: { $region }.
check-paging-incomplete = In "{ $node }" automatic paging lacks { $setting ->
    [totalPath] the path of the total count
    [pageField] the request field for the page number
    [sizeField] the request field for the page size
    [cursorField] the request field for the cursor
   *[cursorPath] the path of the next cursor
}.
check-path-without-dot = In "{ $node }" the path "{ $path }" does not begin with a dot.
check-secret-in-parameter = In "{ $node }" the parameter { $parameter } looks like a credential.

## Findings: references

check-reference-broken = In "{ $node }" a reference is not closed or is empty: { $text }
check-reference-unknown = "{ $node }" refers to "{ $name }", but no node is called so.
check-reference-unknown-itself = "{ $node }" refers to its own result.
check-reference-unknown-later = "{ $node }" refers to "{ $name }", which runs later.
check-reference-unknown-elsewhere = "{ $node }" refers to "{ $name }", which is not on its path.
check-reference-unknown-disabled = "{ $node }" refers to "{ $name }", which is disabled: runs pass over it, and it has no result.
check-reference-unknown-input = "{ $node }" refers to the input "{ $name }", which the playbook does not declare.
check-references-unchecked = The playbook is too large to check the order of its references.

## Findings: gateways, child flows, actions

check-branch-condition = The branch { $branch } of "{ $node }" has no condition.
check-branch-condition-unfinished = A comparison in the branch { $branch } of "{ $node }" is unfinished.
check-branch-condition-unknown = The condition of the branch { $branch } of "{ $node }" has a form this version does not know.
check-branch-unconnected = The branch { $branch } of "{ $node }" leads nowhere.
check-branch-unconnected-else = The default branch ELSE of "{ $node }" leads nowhere.
check-branches-missing = "{ $node }" has no branch.
check-converging-required = "{ $node }" requires none of the paths that lead to it.
check-loop-unset = "{ $node }" repeats for each row, but no rows are named.
check-loop-unset-until = "{ $node }" repeats until a condition holds, but the condition is missing or unfinished.
check-child-flow-incomplete = The child flow "{ $node }" has no start inside.
check-child-flow-incomplete-end = The child flow "{ $node }" has no end inside.
check-field-missing = "{ $node }" needs a value for { $field }.
