### 问题列表。

problems-list = 问题
problems-none = 没有问题
problems-none-text = 编辑时会自动检查剧本，发现的问题会显示在这里。
problems-playbook = 剧本
problems-severity-error = 错误
problems-severity-warn = 警告
problems-severity-remind = 提醒
problems-no-fix = 这里没有可自动修复的问题
problems-fixed = 已修复
problems-fixes = 快速修复
