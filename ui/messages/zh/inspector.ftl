### 属性面板的文字。

inspector-tabs = 节点设置
inspector-tab-configure = 配置
inspector-tab-permissions = 权限
inspector-test-call = 测试调用
inspector-open-reference = 打开接口文档
inspector-node-name = 节点名称
inspector-no-operation-yet = 尚未选择接口
inspector-required = 必填
inspector-settings = 设置
inspector-unknown-kind = 当前版本不认识“{ $kind }”这类组件。其设置会原样保留，此处仅供查看。
inspector-note = 备注
inspector-note-placeholder = 这一步是做什么的？

inspector-severity-error = 错误：
inspector-severity-warn = 警告：
inspector-severity-remind = 提示：
inspector-section-edited = 已设置
inspector-section-err = 有错误
inspector-section-warn = 有警告

inspector-section-operation = 接口
inspector-section-endpoint = 服务地址
inspector-section-parameters = 接口参数

## Operation

inspector-product = 云产品
inspector-product-placeholder = 产品名称或代码
inspector-no-product = 没有匹配的产品
inspector-version = 版本
inspector-version-default = 默认版本
inspector-operation = 接口
inspector-operation-placeholder = 搜索接口
inspector-no-operation = 没有匹配的接口
inspector-searching = 正在搜索…
inspector-failed = 接口目录没有响应

inspector-access-read = 只读
inspector-access-write = 变更
inspector-access-destructive = 高危
inspector-access-unknown = 未知
inspector-access-read-help = 只读取数据，不做任何更改。
inspector-access-write-help = 会创建或修改资源。
inspector-access-destructive-help = 会删除、停止或封禁资源。
inspector-access-unknown-help = 无法确定是否会更改资源，按会更改处理。

## Account

inspector-account = 账号
inspector-account-own = 当前账号
inspector-account-member = 成员账号…
inspector-account-own-help = 剧本运行所在的账号。
inspector-account-tenant-help = 运行时取事件所属的账号。
inspector-account-uid = 成员账号 UID
inspector-account-member-help = 填写数字 UID，或能得到 UID 的表达式。该成员账号内也需要有执行角色。

## Endpoint

inspector-region = 地域
inspector-host = 域名
inspector-host-placeholder = product.region.aliyuncs.com
inspector-recommend = 推荐地址
inspector-recommend-help = 按所选产品和地域填入域名
inspector-advice = { $region } 的推荐地址：
inspector-advice-followed = 已采用 { $region } 的推荐地址。
inspector-for-reference = 仅供参考，以产品文档为准。
inspector-alternatives = 另有 { $count } 个域名
inspector-advice-failed = 没有该产品的地址信息。
inspector-advice-needs-product = 选择产品后显示其地址。

## Parameters

inspector-set-count = 已填 { $set } / { $total }
inspector-optional = { $count } 个可选参数
inspector-fold-optional = 收起可选参数
inspector-hidden = { $count } 个过时参数已隐藏
inspector-filter = 筛选参数
inspector-filter-empty = 没有名称匹配的参数。
inspector-loading = 正在读取接口目录…
inspector-operation-failed = 接口目录中没有 { $operation } 的信息。已填写的内容会保留在文件中。
inspector-retry = 重试
inspector-choose-operation-first = 请先选择接口。
inspector-no-parameters = 该接口没有参数。
inspector-strays = 以下不是该接口的参数，删除前会一直保留在文件中：
inspector-driven-page = 由自动分页填写
inspector-driven-size = 自动分页时每页的行数
inspector-driven-cursor = 由自动滚动填写
inspector-about = 关于 { $name }
inspector-example = 示例：
inspector-default = 默认值：
inspector-range = 范围：
inspector-length = 长度：
inspector-items = 元素个数：
inspector-pattern = 格式：
inspector-pick = 选择
inspector-no-choice = 没有匹配的取值
inspector-view-form = 表单
inspector-view-json = JSON
inspector-view = 参数显示为
inspector-json-object = 全部参数须写在一个对象中：{"{"} … {"}"}。此前有效的值保持不变。
inspector-json-kept = 另有本版本不认识的形式，保持原样：{ $names }
inspector-use-expression = fx：{ $name } 使用表达式
inspector-fx-on = 使用表达式
inspector-fx-off = 恢复为固定值
inspector-expression-placeholder = { "${" }event.…{ "}" }
inspector-as-json = 以 JSON 编辑 { $name }
inspector-unknown-content = 当前版本不认识这种取值形式，已原样保留。
inspector-clear = 清除

## Widgets

inspector-type-string = 字符串
inspector-type-int32 = 整数
inspector-type-int64 = 整数
inspector-type-number = 数字
inspector-type-boolean = 布尔
inspector-type-file = 文件
inspector-type-any = 任意
inspector-type-object = 对象
inspector-type-map = { $item }映射
inspector-type-array = { $item }列表
inspector-unset = 不设置
inspector-not-integer = 不是整数，暂未保存。
inspector-not-number = 不是数字，暂未保存。
inspector-out-of-range = 应在 { $least } 到 { $most } 之间，暂未保存。
inspector-big-as-text = 逐位保留：超过 2⁵³ 的整数以文本保存，发送时不变。
inspector-choose = 选择或输入
inspector-unlisted = 不在官方列出的取值中。
inspector-file-placeholder = 文件内容
inspector-json-placeholder = JSON，例如 {"{"}"Key": "value"{"}"}
inspector-json-stopped = 还不是合法的 JSON：解析停在第 { $line } 行第 { $column } 列。上一个有效值保持不变。
inspector-misfit = 该值不是“{ $type }”类型，因此以 JSON 显示。
inspector-element = { $label } 第 { $number } 项
inspector-add-element = 添加
inspector-add-element-to = 向 { $label } 添加一项
inspector-rows-of = { $label } 的行
inspector-rows-shown = 第 { $from }–{ $to } 行，共 { $count } 行
inspector-rows-before = 前面的行
inspector-rows-after = 后面的行
inspector-add-entry = 添加键
inspector-add-entry-to = 向 { $label } 添加键
inspector-remove = 删除 { $name }
inspector-move-up = 上移 { $name }
inspector-move-down = 下移 { $name }
inspector-key = 键
inspector-map-key = { $name }的键
inspector-map-value = { $name }的值
inspector-key-doubled = “{ $key }”重复，以第一个为准。
inspector-more-fields = 另有 { $count } 个字段
inspector-strange-fields = 另外保留：{ $names }

## Pagination

inspector-paging = 分页
inspector-paging-none = 不分页
inspector-paging-number = 自动分页
inspector-paging-cursor = 自动滚动
inspector-paging-none-help = 只发一次请求，返回即结果。
inspector-total-path = 总数路径
inspector-cursor-path = 游标路径
inspector-max-requests = 最大请求次数
inspector-max-requests-default = 内置上限
inspector-page-field = 页码字段
inspector-size-field = 每页数量字段
inspector-cursor-field = 游标字段
inspector-rows-path = 数据行路径
inspector-rows-path-placeholder = 整个返回为一行
inspector-interval = 间隔（秒）
inspector-detected = 自动识别
inspector-detected-why = 自动识别：查看依据
inspector-use-detected = 采用识别结果

## Permissions

inspector-role = 执行角色
inspector-role-help = 剧本在云安全中心内以此角色运行。本程序无法扮演该角色：测试调用使用您在此处选择的凭证。
inspector-copy-role = 复制角色名
inspector-trust-policy = 信任策略
inspector-ram-action = RAM 操作
inspector-copy-action = 复制 RAM 操作
inspector-action-unknown = 未知，请查阅接口文档。
inspector-action-none = 此操作无需任何权限。
inspector-source = 来源：{ $source }
inspector-system-policies = 系统策略
inspector-no-system-policy = 没有已知的合适策略，请使用下方的自定义策略。
inspector-recommended = 推荐
inspector-read-only = 只读
inspector-copy-policy = 复制 { $name }
inspector-least-privilege = 最小权限
inspector-least-privilege-help = 仅允许该接口的自定义策略。
inspector-custom-policy = 自定义策略
inspector-copy-what = 复制{ $what }
inspector-permission-failed = 没有该接口的权限信息。
inspector-permission-none = 暂无权限信息
inspector-standing-documented = 官方文档
inspector-standing-inferred = 推断
inspector-standing-probable = 可能
inspector-standing-unknown = 未知

## Playbook

inspector-playbook = 剧本
inspector-playbook-name = 名称
inspector-playbook-description = 描述
inspector-playbook-description-placeholder = 这个剧本做什么，什么时候用？
inspector-trigger = 触发类型
inspector-trigger-help = 剧本因何而运行，决定 { "${" }event.…{ "}" } 中有什么。
inspector-trigger-custom = 自定义输入
inspector-trigger-incident = 安全事件
inspector-trigger-alert = 告警
inspector-trigger-ip = IP 地址
inspector-trigger-file = 文件
inspector-trigger-process = 进程
inspector-trigger-domain = 域名
inspector-trigger-container = 容器
inspector-trigger-host = 主机
inspector-trigger-other = { $type }
inspector-inputs = 输入参数
inspector-inputs-none = 还没有输入参数。节点以 { "${" }event.名称{ "}" } 读取输入。
inspector-add-input = 添加输入
inspector-input-name = 名称
inspector-input-type = 类型
inspector-input-required = 必填
inspector-input-example = 示例
inspector-input-description = 描述
inspector-account-ask = 查询成员账号…
inspector-account-ask-failed = 未能查询到成员账号。

## 网关、子流程、便签

inspector-add-branch = 添加分支
inspector-branch-name = 分支 { $subject } 的名称
inspector-branch-name-placeholder = 名称（可选）
inspector-branch-else = 其他分支都不满足时执行。
inspector-condition-all = 全部满足
inspector-condition-any = 任一满足
inspector-condition-mode = { $subject }：全部或任一
inspector-condition-left = { $subject }：左侧
inspector-condition-right = { $subject }：右侧
inspector-condition-right-placeholder = 值或表达式
inspector-condition-operator = { $subject }：运算符
inspector-condition-text = { $subject }：文本条件
inspector-condition-text-placeholder = 用自己的话或厂商语法描述条件
inspector-condition-add = 添加比较
inspector-condition-add-group = 添加条件组
inspector-condition-remove = { $subject }：删除这个比较
inspector-condition-remove-group = { $subject }：删除这个条件组
inspector-condition-as-text = 改用文本
inspector-condition-as-form = 改用比较
inspector-operator-equals = 等于
inspector-operator-notEquals = 不等于
inspector-operator-contains = 包含
inspector-operator-notContains = 不包含
inspector-operator-in = 属于
inspector-operator-notIn = 不属于
inspector-operator-matches = 匹配
inspector-operator-isEmpty = 为空
inspector-operator-isNotEmpty = 不为空
inspector-required-paths = 必经路径
inspector-no-incoming = 还没有连线进入。请先连接分支，再标记必须执行的路径。
inspector-enter-flow = 打开子流程
inspector-loop = 循环
inspector-loop-none = 执行一次
inspector-loop-each = 按行循环
inspector-loop-until = 直到满足
inspector-loop-over = 数据行
inspector-loop-max = 最多次数
inspector-paper-text = 文本
inspector-paper-text-placeholder = 支持 # 标题、- 列表、**强调** 和 `代码`。
inspector-paper-title = 标题
inspector-paper-title-placeholder = 这些节点有什么共同点？
inspector-paper-colour = 颜色
inspector-colour-yellow = 黄色
inspector-colour-blue = 蓝色
inspector-colour-green = 绿色
inspector-colour-red = 红色
inspector-colour-purple = 紫色
inspector-colour-grey = 灰色

## 组件动作

inspector-action = 动作
inspector-action-placeholder = 选择动作，或输入名称
inspector-asset = 资源实例
inspector-asset-help = 使用其连接信息的资源实例名称，不需要时留空。
inspector-fields = 字段
inspector-no-fields = 该动作没有公开的字段说明，请添加控制台中显示的字段。
inspector-add-field = 按名称添加字段
inspector-field-name = 字段名称

# 选择表达式引用的数据。
inspector-data = 插入数据
inspector-data-for = 向 { $name } 插入数据
inspector-data-search = 搜索输入与输出
inspector-data-all = 同时显示非{ $type }类型
inspector-data-after = 在此之后执行
inspector-data-elsewhere = 不在同一路径上
inspector-data-none = 没有匹配的数据
inspector-conditions-all = 需同时满足以下条件。

# 同时选中多个节点。
inspector-several = 已选中 { $count } 个节点
inspector-several-kinds = 类型不同
inspector-several-disabled = 已停用：运行时跳过
inspector-several-mixed = 各节点的值不同；此处填写的内容将应用到全部节点。
inspector-several-none = 选中执行同一动作的节点时，此处显示其共有字段。
