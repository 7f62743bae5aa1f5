### 关于 API 资料的对话框：已安装的内容、导入与更新。

facts-title = API 资料
facts-about = 程序掌握的接口信息。导入后会增加说明、示例、取值限制、错误码以及更新的接口。
facts-embedded = 随程序提供
facts-embedded-counts = { $products } 个产品、{ $operations } 个接口，取自官方发布的 SDK 包
facts-own = 导入与下载
facts-none = 尚未导入任何资料
facts-none-text = 可导入元数据服务或官方命令行工具的文件，也可用“更新”下载。
facts-source-service = 已下载
facts-source-document = 已导入
facts-source-cli-metadata = 导入自命令行工具元数据
facts-lang-en = 英文
facts-lang-zh = 中文
facts-day-unknown = 日期未知
facts-broken = { $count } 个已存文件不完整，未被使用
facts-remove-broken = 移除
facts-remove = 移除 { $name } 的资料
facts-remove-all = 全部移除…
facts-remove-sure = 确认移除全部 { $count } 项
facts-failed = 目录没有应答
facts-retry = 重试

facts-import-file = 导入文件…
facts-import-folder = 导入文件夹…
facts-refresh = 更新…
facts-refresh-now = 更新
facts-back = 返回
facts-cancel = 取消
facts-done = 完成

facts-work-import = 正在读取…
facts-work-refresh = 正在下载…
facts-work-remove = 正在移除…
facts-work-help = 新资料完整之前，继续使用已安装的内容。可以关闭此对话框，操作会继续进行。
facts-progress-of = 第 { $done } 步，共 { $total } 步
facts-progress-files = { $count } 个文件

facts-report = 已完成，新资料已启用
facts-nothing = 没有可用的内容
facts-cancelled = 已取消，此前读到的内容会保留
facts-failed-import = 导入失败
facts-failed-refresh = 更新失败
facts-failed-remove = 无法移除资料
facts-old-stays = 此前安装的内容仍在使用。
facts-count-versions = 产品版本
facts-count-operations = 接口
facts-count-parameters = 参数
facts-count-unchanged = 无变化
facts-count-skipped = 未采用
facts-skipped = 未采用的内容及原因
facts-copy-list = 复制列表
facts-unreadable = 已存文件不完整，未被使用。

facts-what-versions = 产品版本
facts-what-operation = 单个接口
facts-what-list = 产品列表
facts-what-versions-help = 下载所选版本的全部接口，含中英文说明。
facts-what-operation-help = 只下载一个接口，其余保持不变。
facts-what-list-help = 下载有哪些产品和版本及其名称；接口随后按版本下载。
facts-list-first = 这里没有的产品可能在官方产品列表中，请先下载列表。
facts-choose-used = 选择本剧本用到的 { $count } 个
facts-chosen = { $count ->
    [0] 尚未选择
   *[other] 已选 { $count } 个版本
}
facts-operation-placeholder = Ecs@2014-05-26/RunInstances
facts-operation-bad = 请按“产品@版本/接口”填写。
facts-net = 仅从 api.alibabacloud.com 与 api.aliyun.com 下载公开文档，不发送您的任何数据，也不使用凭据。
