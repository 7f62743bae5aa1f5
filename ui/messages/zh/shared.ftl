### 通用控件的文字。

shared-copy = 复制
shared-copied = 已复制
shared-close = 关闭
shared-cancel = 取消
shared-notices = 通知
shared-number-between = 请输入 { $min } 到 { $max } 之间的整数
