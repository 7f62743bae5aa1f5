### 界面操作：菜单、快捷键与命令面板所用的动词。

action-new-playbook = 新建剧本
action-new-from-template = 从模板新建…
action-open-playbook = 打开剧本…
action-save = 保存
action-save-as = 另存为…
action-export-json = 导出 JSON…
action-undo = 撤销
action-redo = 重做
action-delete-selection = 删除所选
action-select-all = 全选
action-add-component = 添加组件…
action-test-call = 测试调用
action-cancel-run = 取消正在进行的调用
action-zoom-in = 放大
action-zoom-out = 缩小
action-zoom-reset = 缩放至 100%
action-zoom-fit = 显示整个剧本
action-toggle-theme = 切换浅色与深色
action-switch-language = Switch to English
action-toggle-left = 显示或隐藏左侧面板
action-toggle-bottom = 显示或隐藏底部面板
action-toggle-inspector = 显示或隐藏属性面板
action-show-problems = 查看问题
action-show-results = 查看结果
action-show-credentials = 查看凭据
action-show-settings = 设置…
action-next-problem = 转到下一个问题
action-previous-problem = 转到上一个问题
action-command-palette = 搜索或执行命令

action-group-file = 文件
action-group-edit = 编辑
action-group-insert = 插入
action-group-run = 运行
action-group-canvas = 画布
action-group-view = 视图
