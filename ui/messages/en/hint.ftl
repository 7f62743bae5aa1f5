### What to do about what the engine found; titles of quick fixes and of templates.

## Files

hint-store-not-found = Check the path, or save to another place.
hint-store-permission = Ask for access, or save to a folder of your own.
hint-store-full = Free some space, or save to another disk. The old file is untouched.
hint-store-read-only = Remove the read-only mark, or save under another name.
hint-store-changed-outside = Look at the other version first. Then save over it, or save under another name.
hint-store-is-directory = Choose a file in it.
hint-store-not-a-file = Choose a regular file.
hint-store-too-large = Choose another file; playbooks have a few megabytes at most.
hint-store-busy = Try again in a moment.
hint-store-no-path = Choose where to save it.
hint-store-read-only-document = Update Soarboard to edit it.
hint-store-not-a-playbook = Mend the text in an editor, or restore an older version. The file was not touched.
hint-store-other = Try again, or save to another place. Your work is still open here.

## Findings

hint-start-missing = Add a start node and connect it to the first step.
hint-start-repeated = Delete it; a playbook begins in one place.
hint-end-missing = Add an end node and connect the last steps to it.
hint-unreachable = Connect it to a step that runs, or delete it.
hint-no-way-to-end = Connect it to a further step or to an end.
hint-cycle = Remove one connection of the circle; repeat steps in a child flow instead.
hint-edge-dangling = Delete the connection and draw it again.
hint-kind-unknown = It is kept as it is, but neither checked nor run. A newer version may know it.
hint-branch-condition = Compare a value, or write the condition as text. Use the default branch for everything else.
hint-branch-unconnected = Connect it to a node, or delete the branch.
hint-branches-missing = Add a branch in the panel of the node.
hint-child-flow-incomplete = Open the child flow and add the missing node.
hint-converging-required = Mark at least one incoming connection as required, or use the default input to wait for all.
hint-field-missing = Fill it in, or use an expression.
hint-loop-unset = Set it in the panel of the child flow.
hint-name-empty = Give it a name, so that others can refer to it.
hint-name-malformed = Leave out dots, braces, quotes, backslashes, dollar signs, angle brackets and spaces at either end.
hint-name-reserved = Choose another name.
hint-name-repeated = Give each node a name of its own, so that references are clear.
hint-start-name = Rename it: references read the playbook's input under the name "event".
hint-trigger-type-unknown = Choose a type from the list in the playbook's settings.
hint-operation-missing = Choose product, version and operation.
hint-operation-unknown = Choose an operation from the catalogue, or another version.
hint-product-unknown = Check the spelling of the product code. Its parameters cannot be checked here.
hint-parameter-missing = Enter a value or an expression; the service refuses the call without it.
hint-value-malformed = Enter a value of that kind, or an expression that gives one.
hint-value-out-of-bounds = The bound is from the vendor's documentation; the service may refuse the call.
hint-value-pattern = The pattern is from the vendor's documentation; the service may refuse the call.
hint-value-unlisted = Choose a listed value, or refresh the API facts if the vendor has added one.
hint-setting-malformed = Set it again in the panel. The value in the file is kept until then.
hint-account-malformed = Leave it empty for the current account, enter a member's account ID, or use { "${" }event._tenant_id{ "}" }.
hint-endpoint-missing = Use the recommended address, or enter the host name.
hint-endpoint-malformed = Enter the host name only, without https:// and without a path.
hint-endpoint-foreign = Compare it with the recommended address. A mistyped host fails, or gets a request not meant for it.
hint-region-mismatch = Use the host of that region, or change RegionId.
hint-paging-incomplete = Fill it in, take over what was detected, or switch paging off.
hint-path-without-dot = Paths into a response begin with a dot, as in .TotalCount.
hint-secret-in-parameter = Everyone who can read the playbook can read it. Use an asset or the execution role instead.
hint-reference-broken = Close it with a brace and name a node, as in { "${" }node.field{ "}" }.
hint-reference-unknown = Refer to the playbook's inputs through "event", or to a node that runs before on the same path.
hint-references-unchecked = Split the playbook into smaller ones.

## Quick fixes

hint-fix-add-start = Add a start node
hint-fix-add-end = Add an end node
hint-fix-delete-edge = Delete the connection
hint-fix-rename = Rename to "{ $name }"
hint-fix-endpoint = Use { $value }
hint-fix-path = Write { $value }
hint-fix-declare-input = Declare the input "{ $name }"
hint-fix-delete-node = Delete "{ $name }"
hint-fix-connect-end = Connect to "{ $name }"
hint-fix-open-circle = Delete the connection that closes the circle
hint-fix-action = Use the action { $action }
hint-fix-add-branch = Add a branch
hint-fix-remove-branch = Remove the branch { $branch }
hint-fix-require-all = Require every path
hint-fix-run-once = Run it once
hint-fix-trigger-custom = Use the custom trigger
hint-fix-any-version = Use whichever version has it
hint-fix-value = Set { $value }
hint-fix-remove-setting = Remove this setting
hint-fix-own-account = Use the playbook's own account
hint-fix-region = Set RegionId to { $value }
hint-fix-refer = Refer to "{ $name }"
hint-fix-enable = Enable "{ $name }"
hint-fix-close-reference = Write { $text }
hint-fix-remove-value = Remove the value

## Templates

hint-template-blank-title = Empty playbook
hint-template-blank-summary = A start and an end, ready to be filled.
hint-template-review-response-rules-title = Review response rules
hint-template-review-response-rules-summary = Lists all automated response rules page by page, so that they can be read through in one place.
hint-template-block-address-title = Block an IP address
hint-template-block-address-summary = Puts an address into a block list of Cloud Firewall, and makes list and rule first where they are missing; as long as dry_run is true, it only looks.
hint-template-contain-instance-title = Contain an ECS instance
hint-template-contain-instance-summary = Cuts an instance off its network and keeps snapshots of its disks; as long as dry_run is true, it only looks.
