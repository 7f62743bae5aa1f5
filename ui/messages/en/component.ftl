### component texts.

component-start-title = Start
component-start-summary = Where a run begins. Its inputs are read as { "${" }event.…{ "}" }.
component-end-title = End
component-end-summary = Where a path of the playbook ends.
component-openapi-title = Product OpenAPI
component-openapi-summary = Calls an operation of any Alibaba Cloud product under the execution role.
component-openapi-assume-api-title = Call an API operation
