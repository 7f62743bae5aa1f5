### 大纲：以树形展示剧本。

outline-title = 大纲
outline-empty = 尚未绘制任何内容。
outline-leads-to = 通向 { $names }
outline-leads-nowhere = 没有后续节点
