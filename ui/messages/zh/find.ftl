### 在剧本中查找。

find-title = 在剧本中查找
find-none = 无结果
find-count = 第 { $at } 处，共 { $total } 处
find-case = 区分大小写
find-previous = 上一处
find-next = 下一处
find-hits = 查找结果
find-more = 仅列出前 { $shown } 处；输入更长的文本可缩小范围。
find-folder-title = 在文件夹中查找
find-folder-choose = 选择文件夹…
find-folder-none = 尚未选择文件夹
find-folder-placeholder = 名称、取值、表达式、备注
find-folder-count = 在 { $read } 个剧本中的 { $files } 个里找到 { $total } 处
find-folder-failed = 有 { $count } 个文件无法查找
find-looking = 正在查找…
find-input = 第 { $number } 个输入：{ $field }
find-kind = 组件
