### 键盘快捷键列表。

shortcuts-title = 键盘快捷键
shortcuts-search = 按名称或按键搜索
shortcuts-canvas = 画布上（固定）
shortcuts-none = 无按键
shortcuts-change = 更改“{ $action }”的按键
shortcuts-clear = 移除“{ $action }”的按键
shortcuts-reset = 恢复“{ $action }”的默认按键
shortcuts-reset-all = 全部恢复默认
shortcuts-press = 按下“{ $action }”的新按键；按 Esc 保留原按键
shortcuts-waiting = 请按键…
shortcuts-taken = 目前用于“{ $action }”。
shortcuts-take = 改为用于此操作
shortcuts-refused-canvas = 画布需要此按键。
shortcuts-refused-dialog = 对话框和输入框需要此按键。
shortcuts-pointer = 在画布上使用指针
