### 引擎关于剧本的提示：检查结果、被拒绝的编辑、编辑名称、文件。

## 被拒绝的编辑

check-refuse-already-connected = 这两个端口已经相连。
check-refuse-cycle = 这条连线会形成环路。流程只能向前执行，需要循环时请使用子流程。
check-refuse-from-input = 连线不能从“{ $name }”的输入端开始。
check-refuse-into-output = 连线不能在“{ $name }”的输出端结束。
check-refuse-kind-limit = 一个剧本最多只能有 { $limit } 个“{ $kind }”类型的节点。
check-refuse-kind-unknown = 没有名为“{ $kind }”的组件。
check-refuse-name-empty = 节点需要名称，其他节点才能引用它。
check-refuse-name-fixed = 开始节点的名称固定为“{ $name }”。
check-refuse-name-malformed = “{ $name }”不能用作名称：点、花括号、引号、反斜杠、美元符号、尖括号以及首尾空格会破坏引用。
check-refuse-name-repeated = 已有其他节点名为“{ $name }”。
check-refuse-name-reserved = 名称“{ $name }”保留给开始节点使用。
check-refuse-no-inputs = “{ $name }”没有可连接的输入端。
check-refuse-no-outputs = “{ $name }”没有可连接的输出端。
check-refuse-no-such-edge = 剧本中没有连线 { $edge }。
check-refuse-no-such-node = 剧本中没有节点 { $node }。
check-refuse-no-such-port = “{ $name }”没有端口“{ $port }”。
check-refuse-other-flow = 连线不能跨越子流程的边界。
check-refuse-position-malformed = 该位置超出画布范围。
check-refuse-read-only = 该剧本由更新版本的 Soarboard 创建，只能查看。
check-refuse-self-loop = 节点不能连接到自身。
check-refuse-setting-deep = “{ $path }”的值嵌套过深，无法保存。
check-refuse-setting-path = 无法设置“{ $path }”：该路径上已有其他值。
check-refuse-branch-taken = “{ $name }”的这个分支已经相连，每个分支只能连接一个节点。
check-refuse-no-such-flow = 剧本中没有子流程 { $node }。
check-refuse-paste-empty = 复制的内容中没有可以粘贴到这里的节点。
check-refuse-paste-foreign = 剪贴板中没有从 Soarboard 复制的节点。
check-refuse-replace-fixed = “{ $name }”不能与该类型互相替换。
check-refuse-splice-connected = “{ $name }”已有连线，只有未连接的节点才能插入连线。
check-refuse-flow-in-itself = 子流程不能放入自身。
check-refuse-flow-start-stays = “{ $name }”是所在流程的起点，不能移出该流程。
check-refuse-ungroup-nothing = 所选节点中没有分组，也没有子流程。

## 编辑名称，用于“撤销：…”

check-edit-add-node = 添加节点
check-edit-connect = 连线
check-edit-delete = 删除
check-edit-describe-node = 编辑备注
check-edit-move-nodes = 移动
check-edit-reload = 载入文件中的版本
check-edit-rename-node = 重命名
check-edit-set-header = 编辑剧本信息
check-edit-set-settings = 编辑配置
check-edit-disable-nodes = 停用或启用
check-edit-layout = 自动布局
check-edit-paste = 粘贴
check-edit-reconnect = 改接连线
check-edit-replace-node = 替换节点
check-edit-set-edge = 编辑连线
check-edit-splice = 插入连线
check-edit-make-space = 调整间距
check-edit-move-to-flow = 移至其他流程
check-edit-several = 多项更改
check-edit-ungroup = 取消分组

## 文件

check-store-not-found = 文件或文件夹“{ $path }”不存在。
check-store-permission = 系统不允许访问“{ $path }”。
check-store-full = 空间不足，无法保存“{ $path }”。
check-store-read-only = “{ $path }”为只读。
check-store-changed-outside = “{ $path }”在打开之后已被其他程序修改或删除。
check-store-is-directory = “{ $path }”是文件夹。
check-store-not-a-file = “{ $path }”不是普通文件。
check-store-too-large = “{ $path }”有 { $bytes } 字节，超出剧本文件的上限。
check-store-busy = 其他程序一直锁定着“{ $path }”所在的文件夹。
check-store-no-path = 剧本尚未保存为文件。
check-store-read-only-document = 该剧本由更新版本的 Soarboard 创建，在此保存会丢失当前版本无法识别的内容。
check-store-other = 系统对“{ $path }”报告：{ $reason }

check-read-too-large = 文件有 { $bytes } 字节，超出剧本文件的上限。
check-read-not-text = 文件从第 { $offset } 字节起不是 UTF-8 文本。
check-read-json = 文件第 { $line } 行第 { $column } 列不是有效的 JSON：{ $reason }
check-read-shape = “{ $path }”处的内容不符合剧本格式：{ $reason }
check-read-not-a-playbook = 文件是 JSON，但不是剧本：既没有“formatVersion”，也没有“nodes”。
check-unread-too-large = “{ $file }”有 { $bytes } 字节，超出剧本文件的上限。
check-unread-not-text = “{ $file }”从第 { $offset } 字节起不是 UTF-8 文本。
check-unread-json = “{ $file }”第 { $line } 行第 { $column } 列不是有效的 JSON：{ $reason }
check-unread-shape = “{ $file }”中“{ $path }”处的内容不符合剧本格式：{ $reason }
check-unread-not-a-playbook = “{ $file }”是 JSON，但不是剧本：既没有“formatVersion”，也没有“nodes”。

check-note-newer-format = 文件的格式版本为 { $version }，高于本程序支持的版本，以只读方式打开。
check-note-repeated-key = 键 { $path } 在文件中出现了两次，以最后一次为准。
check-note-missing-id = 一条没有 ID 的记录已分配 ID { $new }。
check-note-new-id = ID { $old } 在文件中出现了两次，第二条记录已改为 { $new }。

## 检查结果：流程

check-start-missing = 剧本没有开始节点。
check-start-repeated = 开始节点重复：“{ $node }”是多余的。
check-end-missing = 剧本没有结束节点。
check-unreachable = 从开始节点无法到达“{ $node }”。
check-no-way-to-end = 从“{ $node }”无法到达结束节点。
check-cycle = “{ $node }”位于连线构成的环路上。
check-edge-dangling = 有连线指向不存在的节点 { $node }。
check-edge-dangling-port = 有连线指向“{ $node }”上不存在的端口“{ $port }”。
check-kind-unknown = “{ $node }”的类型为“{ $kind }”，当前版本无法识别。
check-kind-unknown-action = “{ $node }”的动作“{ $action }”不是组件“{ $kind }”在此支持的动作。

## 检查结果：名称与触发方式

check-name-empty = 节点 { $node } 没有名称。
check-name-malformed = 名称“{ $node }”含有会破坏引用的字符。
check-name-reserved = “{ $node }”是开始节点的保留名称，其他节点不能使用。
check-name-repeated = 有多个节点名为“{ $node }”。
check-start-name = 开始节点名为“{ $node }”，应为“event”。
check-trigger-type-unknown = 触发类型“{ $type }”不是服务支持的类型。

## 检查结果：调用

check-operation-missing = “{ $node }”尚未选择 API 接口。
check-operation-unknown = “{ $node }”调用的 { $operation } 不在 { $product } { $version } 中。
check-operation-unknown-any-version = “{ $node }”调用的 { $operation } 不在 { $product } 的任何版本中。
check-product-unknown = “{ $node }”调用的云产品 { $product } 不在目录中。
check-parameter-missing = “{ $node }”缺少必填参数 { $parameter }。
check-value-malformed = “{ $node }”的参数 { $parameter } 的值类型不符。
check-value-malformed-integer = “{ $node }”的参数 { $parameter } 不是整数。
check-value-malformed-number = “{ $node }”的参数 { $parameter } 不是数字。
check-value-malformed-boolean = “{ $node }”的参数 { $parameter } 既不是 true 也不是 false。
check-value-malformed-array = “{ $node }”的参数 { $parameter } 不是列表。
check-value-malformed-object = “{ $node }”的参数 { $parameter } 不是对象。
check-value-malformed-map = “{ $node }”的参数 { $parameter } 不是对象。
check-value-out-of-bounds = “{ $node }”的参数 { $parameter } 超出范围。
check-value-out-of-bounds-small = “{ $node }”的参数 { $parameter } 为 { $value }，最小为 { $limit }。
check-value-out-of-bounds-large = “{ $node }”的参数 { $parameter } 为 { $value }，最大为 { $limit }。
check-value-out-of-bounds-short = “{ $node }”的参数 { $parameter } 有 { $value } 个字符，至少需要 { $limit } 个。
check-value-out-of-bounds-long = “{ $node }”的参数 { $parameter } 有 { $value } 个字符，最多 { $limit } 个。
check-value-out-of-bounds-few = “{ $node }”的参数 { $parameter } 有 { $value } 个元素，至少需要 { $limit } 个。
check-value-out-of-bounds-many = “{ $node }”的参数 { $parameter } 有 { $value } 个元素，最多 { $limit } 个。
check-value-pattern = “{ $node }”的参数 { $parameter } 不符合格式 { $pattern }。
check-value-unlisted = “{ $node }”的参数 { $parameter } 为 { $value }，不在可选值之中：{ $choices }。
check-setting-malformed = “{ $node }”的配置项 { $path } 应为{ $expected ->
    [text] 文本
    [number] 整数
    [object] 对象
    [parameter] 值或表达式
   *[other] 以下之一：{ $expected }
}。
check-account-malformed = “{ $node }”的账号“{ $account }”既不为空，也不是表达式或账号 ID。
check-endpoint-missing = “{ $node }”没有设置服务地址。
check-endpoint-malformed = “{ $node }”的服务地址“{ $endpoint }”不是主机名。
check-endpoint-foreign = “{ $node }”的服务地址“{ $endpoint }”不是 { $product } 的已知主机。
check-region-mismatch = “{ $node }”的服务地址“{ $endpoint }”所服务的地域与参数 RegionId 的值 { $region } 不一致。
check-paging-incomplete = “{ $node }”的自动翻页缺少{ $setting ->
    [totalPath] 总数路径
    [pageField] 页码请求字段
    [sizeField] 每页条数请求字段
    [cursorField] 游标请求字段
   *[cursorPath] 下一游标的路径
}。
check-path-without-dot = “{ $node }”的路径“{ $path }”没有以点开头。
check-secret-in-parameter = “{ $node }”的参数 { $parameter } 看起来像访问凭证。

## 检查结果：引用

check-reference-broken = “{ $node }”中有未闭合或为空的引用：{ $text }
check-reference-unknown = “{ $node }”引用了“{ $name }”，但没有节点使用该名称。
check-reference-unknown-itself = “{ $node }”引用了自身的结果。
check-reference-unknown-later = “{ $node }”引用了“{ $name }”，但后者在其之后才运行。
check-reference-unknown-elsewhere = “{ $node }”引用了“{ $name }”，但后者不在它所处的路径上。
check-reference-unknown-disabled = “{ $node }”引用了“{ $name }”，但后者已停用：运行时会跳过它，因而没有结果。
check-reference-unknown-input = “{ $node }”引用了输入“{ $name }”，但剧本没有声明该输入。
check-references-unchecked = 剧本过大，未检查引用的先后顺序。

## 检查结果：网关、子流程、动作

check-branch-condition = “{ $node }”的分支 { $branch } 没有条件。
check-branch-condition-unfinished = “{ $node }”的分支 { $branch } 中有未填完的比较。
check-branch-condition-unknown = “{ $node }”的分支 { $branch } 的条件形式无法识别。
check-branch-unconnected = “{ $node }”的分支 { $branch } 没有连到任何节点。
check-branch-unconnected-else = “{ $node }”的默认分支 ELSE 没有连到任何节点。
check-branches-missing = “{ $node }”没有分支。
check-converging-required = “{ $node }”没有指定任何必经路径。
check-loop-unset = “{ $node }”按行循环，但没有指定数据行。
check-loop-unset-until = “{ $node }”循环到条件满足为止，但条件缺失或未填完。
check-child-flow-incomplete = 子流程“{ $node }”内没有开始节点。
check-child-flow-incomplete-end = 子流程“{ $node }”内没有结束节点。
check-field-missing = “{ $node }”需要填写 { $field }。
