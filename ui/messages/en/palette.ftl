### The palette of components.

palette-search = Find a component
palette-category-flow = Flow
palette-category-cloud-service = Alibaba Cloud services
palette-category-basic = Basic
palette-category-security = Security
palette-category-off-cloud = Outside Alibaba Cloud
palette-category-annotation = Notes and groups
palette-full = The playbook already has as many of these as it may
palette-none = Nothing matches “{ $query }”
palette-none-text = Try another word, in English or Chinese.
