### 在剧本中查找。

find-title = 在剧本中查找
find-none = 无结果
find-count = 第 { $at } 处，共 { $total } 处
find-case = 区分大小写
find-previous = 上一处
find-next = 下一处
find-hits = 查找结果
find-more = 仅列出前 { $shown } 处；输入更长的文本可缩小范围。
