### 组件面板。

palette-search = 查找组件
palette-category-flow = 流程
palette-category-cloud-service = 阿里云服务
palette-category-basic = 基础
palette-category-security = 安全组件
palette-category-off-cloud = 云外组件
palette-category-annotation = 便签与分组
palette-full = 剧本中此类节点的数量已达上限
palette-none = 没有与“{ $query }”匹配的组件
palette-none-text = 请换一个中文或英文关键词。
palette-quick-add = 在此添加组件
palette-quick-replace = 替换为…
palette-hits = { $count }
palette-section-suggested = 推荐
palette-section-recent = 最近使用
palette-section-all = 全部组件
