### 设置对话框。

settings-title = 设置
settings-theme = 主题
settings-theme-system = 跟随系统
settings-theme-light = 浅色
settings-theme-dark = 深色
settings-contrast = 对比度
settings-contrast-system = 跟随系统
settings-contrast-usual = 标准
settings-contrast-high = 高
settings-text = 文字大小
settings-text-scale = { $scale }%
settings-keys = 键盘
settings-language = 语言
settings-region = 地域
settings-region-none = 未选地域
settings-practice = 练习服务
settings-practice-none = 正常应答
settings-practice-throttle = 每三次请求限流一次
settings-practice-refuse = 以权限不足拒绝
settings-practice-fail = 服务内部出错
settings-practice-hint = 无需真实服务，即可看到各种失败时的情形。
settings-facts = API 资料
settings-facts-open = 导入或更新…
settings-version = Soarboard { $version }
