# 画布：控件、角色名称，以及读屏软件播报的内容。

canvas-zoom = 缩放
canvas-zoom-in = 放大
canvas-zoom-out = 缩小
canvas-zoom-reset = 缩放到 100%
canvas-zoom-fit = 适应窗口
canvas-zoom-percent = { $percent }%
canvas-minimap = 缩略图：按下可移动视图
canvas-role-graph = 流程图
canvas-role-node = 节点
canvas-node-selected = { $name }，已选中
canvas-help = 方向键沿连线移动，Enter 打开节点，Alt 加方向键移动节点，C 开始连线，Delete 删除。
canvas-key-walk = 沿连线移动到相邻节点
canvas-key-select-along = 选中该节点之前或之后的全部节点
canvas-key-nudge = 将所选内容移动一格
canvas-key-nudge-far = 将所选内容移动十格
canvas-key-pan = 移动视图
canvas-key-first = 转到第一个节点
canvas-key-last = 转到最后一个节点
canvas-key-enter = 打开节点，或完成正在绘制的连线
canvas-key-wire = 从该节点开始连线
canvas-key-branch = 沿网关的分支前进
canvas-key-append = 在节点后追加组件
canvas-pointer-slice = 按住 Alt 拖动：剪断经过的所有连线
canvas-pointer-chain = 按住 Ctrl 逐个点击端口：连续连线
canvas-pointer-lasso = 按住 Shift 在空白处拖动：框选
canvas-pointer-free = 按住 Ctrl 拖动节点：不吸附
canvas-pointer-pan = 在空白处拖动，或使用中键、空格键拖动：移动视图
canvas-pointer-zoom = 按住 Ctrl 滚动滚轮：以指针为中心缩放；按住 Shift：左右移动视图
canvas-pointer-add = 双击空白处：在此添加组件
canvas-pointer-space = 空间工具中按住 Shift 拖动：只移动按住的那条链
canvas-key-escape = 结束当前操作，或取消选中
canvas-said-selected = { $count ->
    [0] 未选中任何内容
   *[other] 已选中 { $count } 项
}
canvas-said-moved = { $count ->
    [1] 节点已移动
   *[other] 已移动 { $count } 个节点
}
canvas-said-deleted = 已删除 { $count } 项
canvas-said-cut = 已剪断 { $count } 条连线
canvas-said-connected = 已将 { $from } 连接到 { $to }
canvas-said-wire-begun = 正在从 { $name } 连线：用方向键选择目标，Enter 连接，Esc 结束
canvas-said-wire-ended = 已结束连线
canvas-said-no-output = 该节点没有可用于连线的输出端口
canvas-refused-no-input = 该节点不接受连入
canvas-refused-no-output = 该节点没有连出
canvas-role-note = 便签
canvas-role-group = 节点分组
canvas-note-empty = 空便签
canvas-insert = 在这条连线中插入组件
canvas-append = 在此追加组件
