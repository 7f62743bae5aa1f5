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

## Names of edits, as in "Undo: …"

check-edit-add-node = Add node
check-edit-connect = Connect
check-edit-delete = Delete
check-edit-describe-node = Edit note
check-edit-move-nodes = Move
check-edit-rename-node = Rename
check-edit-set-header = Edit playbook
check-edit-set-settings = Edit settings

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

check-note-newer-format = The file has format version { $version }, newer than this program knows. It is open for reading only.
check-note-repeated-key = The key { $path } stands twice in the file; the last one counts.
check-note-missing-id = A record without an id got the id { $new }.
check-note-new-id = The id { $old } stood twice in the file; the second record is now { $new }.
