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

## 编辑名称，用于“撤销：…”

check-edit-add-node = 添加节点
check-edit-connect = 连线
check-edit-delete = 删除
check-edit-describe-node = 编辑备注
check-edit-move-nodes = 移动
check-edit-rename-node = 重命名
check-edit-set-header = 编辑剧本信息
check-edit-set-settings = 编辑配置

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

check-note-newer-format = 文件的格式版本为 { $version }，高于本程序支持的版本，以只读方式打开。
check-note-repeated-key = 键 { $path } 在文件中出现了两次，以最后一次为准。
check-note-missing-id = 一条没有 ID 的记录已分配 ID { $new }。
check-note-new-id = ID { $old } 在文件中出现了两次，第二条记录已改为 { $new }。
