### 针对引擎发现的问题应如何处理；快速修复与模板的标题。

## 文件

hint-store-not-found = 请检查路径，或保存到其他位置。
hint-store-permission = 请申请访问权限，或保存到自己的文件夹。
hint-store-full = 请释放空间，或保存到其他磁盘。原文件未受影响。
hint-store-read-only = 请取消只读属性，或另存为其他名称。
hint-store-changed-outside = 请先查看另一个版本，再决定覆盖它或另存为其他名称。
hint-store-is-directory = 请选择其中的文件。
hint-store-not-a-file = 请选择普通文件。
hint-store-too-large = 请选择其他文件，剧本通常不超过几 MB。
hint-store-busy = 请稍后再试。
hint-store-no-path = 请选择保存位置。
hint-store-read-only-document = 请升级 Soarboard 后再编辑。
hint-store-not-a-playbook = 请用编辑器修正文本，或恢复旧版本。文件未被改动。
hint-store-other = 请重试，或保存到其他位置。您的内容仍在此处打开。

## 检查结果

hint-start-missing = 请添加开始节点，并连接到第一个步骤。
hint-start-repeated = 请删除它，剧本只能有一个起点。
hint-end-missing = 请添加结束节点，并将最后的步骤连接到它。
hint-unreachable = 请将它连接到会运行的步骤，或删除它。
hint-no-way-to-end = 请将它连接到后续步骤或结束节点。
hint-cycle = 请移除环路中的一条连线；需要重复的步骤请放入子流程。
hint-edge-dangling = 请删除这条连线后重新绘制。
hint-kind-unknown = 节点会原样保留，但不参与检查和运行。更新的版本可能支持它。
hint-branch-condition = 请填写比较条件，或用文本描述；其余情况使用默认分支。
hint-branch-unconnected = 请连接到节点，或删除该分支。
hint-branches-missing = 请在节点面板中添加分支。
hint-child-flow-incomplete = 请打开子流程并添加缺少的节点。
hint-converging-required = 请至少将一条进入的连线标记为必经，或改用默认输入等待全部完成。
hint-field-missing = 请填写，或使用表达式。
hint-loop-unset = 请在子流程的面板中设置。
hint-name-empty = 请为它命名，以便其他节点引用。
hint-name-malformed = 请去掉点、花括号、引号、反斜杠、美元符号、尖括号以及首尾空格。
hint-name-reserved = 请换一个名称。
hint-name-repeated = 请为每个节点使用不同的名称，避免引用含混。
hint-start-name = 请重命名：引用通过“event”读取剧本的输入。
hint-trigger-type-unknown = 请在剧本设置的列表中选择类型。
hint-operation-missing = 请选择云产品、版本和接口。
hint-operation-unknown = 请从目录中选择接口，或换一个版本。
hint-product-unknown = 请检查产品代码的拼写。其参数无法在此检查。
hint-parameter-missing = 请填写值或表达式，缺少时服务会拒绝调用。
hint-value-malformed = 请填写该类型的值，或能得到该类型的表达式。
hint-value-out-of-bounds = 该限制来自厂商文档，超出时服务可能拒绝调用。
hint-value-pattern = 该格式来自厂商文档，不符合时服务可能拒绝调用。
hint-value-unlisted = 请选择列出的值；若厂商新增了取值，请更新 API 数据。
hint-setting-malformed = 请在面板中重新设置。在此之前文件中的值会保留。
hint-account-malformed = 留空表示当前账号，也可填写成员账号 ID 或使用 { "${" }event._tenant_id{ "}" }。
hint-endpoint-missing = 请使用推荐地址，或填写主机名。
hint-endpoint-malformed = 请只填写主机名，不带 https:// 和路径。
hint-endpoint-foreign = 请与推荐地址比对。主机名有误时调用会失败，或请求会发往错误的主机。
hint-region-mismatch = 请使用该地域的主机，或修改 RegionId。
hint-paging-incomplete = 请补全该项、采用检测结果，或关闭自动翻页。
hint-path-without-dot = 响应中的路径以点开头，例如 .TotalCount。
hint-secret-in-parameter = 所有能查看剧本的人都能看到它。请改用资产或执行角色。
hint-reference-broken = 请用花括号闭合，并写明节点，例如 { "${" }node.field{ "}" }。
hint-reference-unknown = 请通过“event”引用剧本输入，或引用同一路径上先运行的节点。
hint-references-unchecked = 请将剧本拆分为较小的剧本。

## 快速修复

hint-fix-add-start = 添加开始节点
hint-fix-add-end = 添加结束节点
hint-fix-delete-edge = 删除连线
hint-fix-rename = 重命名为“{ $name }”
hint-fix-endpoint = 使用 { $value }
hint-fix-path = 改为 { $value }
hint-fix-declare-input = 声明输入“{ $name }”
hint-fix-delete-node = 删除“{ $name }”
hint-fix-connect-end = 连接到“{ $name }”
hint-fix-open-circle = 删除形成环路的连线
hint-fix-action = 使用动作 { $action }
hint-fix-add-branch = 添加一个分支
hint-fix-remove-branch = 删除分支 { $branch }
hint-fix-require-all = 将所有路径设为必需
hint-fix-run-once = 只运行一次
hint-fix-trigger-custom = 使用自定义触发类型
hint-fix-any-version = 使用包含该操作的版本
hint-fix-value = 设为 { $value }
hint-fix-remove-setting = 移除该设置
hint-fix-own-account = 使用剧本所属账号
hint-fix-region = 将 RegionId 设为 { $value }
hint-fix-refer = 引用“{ $name }”
hint-fix-enable = 启用“{ $name }”
hint-fix-close-reference = 改为 { $text }
hint-fix-remove-value = 移除该值

## 模板

hint-template-blank-title = 空白剧本
hint-template-blank-summary = 已放置开始和结束节点，等待填充。
hint-template-review-response-rules-title = 复核自动响应规则
hint-template-review-response-rules-summary = 逐页列出全部自动响应规则，便于集中复核。
hint-template-block-address-title = 封禁 IP 地址
hint-template-block-address-summary = 将地址加入云防火墙的封禁地址簿，缺少地址簿和规则时先创建；dry_run 为 true 时只查看、不更改。
hint-template-contain-instance-title = 隔离 ECS 实例
hint-template-contain-instance-summary = 切断实例的网络并为其磁盘保留快照；dry_run 为 true 时只查看、不更改。
