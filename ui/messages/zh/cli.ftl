### 命令行运行中的提示，以及命令行自身的错误。帮助文本写在各参数处。

cli-rows = { $rows } 行

## 文件

cli-data-dir-none = 找不到保存凭据与设置的位置：主目录未知。请用 --data-dir 指定。
cli-metadata-service = { $name } 只能指向本机，例如 http://127.0.0.1:8080，不能是 { $address }。
cli-data-dir = 无法创建目录 { $path }：{ $reason }。
cli-stdin-unreadable = 无法读取标准输入：{ $reason }。
cli-stdout-unwritable = 无法写入标准输出：{ $reason }。
cli-written = 已写入：{ $path }
cli-file-exists = { $path } 已存在。
cli-file-exists-hint = 请换一个名称，或先删除该文件。
cli-note = 提示：{ $path }：{ $note }

## check、export

cli-check-count = { $errors } 个错误，{ $warnings } 个警告，{ $reminders } 个提醒
cli-exported = 已导出为 { $format }：{ $nodes } 个节点中有 { $published } 个符合公开格式。
cli-exported-node = { $node }：{ $notes }

## catalog、endpoint、policy

cli-hint-catalog = 可使用 soarboard catalog search 或 soarboard catalog list 查找。
cli-search-none = 目录中没有与“{ $text }”匹配的内容。
cli-show-access = 访问级别：{ $value }
cli-show-deprecated = 官方不建议再使用此接口。
cli-show-parameters = { $count ->
    [0] 没有参数
   *[other] { $count } 个参数（* 为必填）：
}
cli-show-paging = 分页：{ $value }
cli-show-endpoint = 服务地址：{ $value }
cli-show-doc = 参考文档：{ $value }
cli-show-source = 依据：{ $value }
cli-endpoint-other = 其他：{ $host }（{ $regions }）
cli-policy-operation = --operation 需要产品代码和接口名称。
cli-policy-role = 执行角色：{ $role }
cli-policy-none = 无需任何权限（来源：{ $source }）
cli-policy-action = RAM 操作：{ $action }（{ $standing }）
cli-policy-system = 系统策略：{ $name }（{ $standing }）
cli-policy-system-best = 系统策略：{ $name }（{ $standing }），建议授予
cli-policy-trust = 角色的信任策略：
cli-policy-custom = 最小权限的自定义策略：
cli-standing-documented = 有文档依据
cli-standing-inferred = 推断
cli-standing-probable = 可能
cli-standing-unknown = 未知

## sign

cli-sign-json = 从第 { $line } 行第 { $column } 列起不是有效的 JSON。
cli-sign-case = 第 { $number } 个请求不符合文档所述的结构：{ $reason }。

## 凭据

cli-hint-profile = 可用 soarboard credential add NAME --access-key-id ID 添加，或使用 --credential env、--credential practice。
cli-hint-keyring = 没有密钥环就无法保存密钥，也绝不会写入文件。请使用 --credential env。
cli-credential-none = 没有指定凭据，设置中也没有选择凭据。
cli-credential-none-hint = 请加上 --credential NAME、--credential env，或使用内置练习服务的 --credential practice。
cli-credential-of-settings = 凭据：“{ $name }”（来自设置）
cli-credential-added = 已添加：{ $name }
cli-credential-removed = 已删除：{ $name }
cli-credential-read-only = 只读
cli-credential-env = 使用的是环境变量中的密钥。
cli-role = 角色：{ $role }
cli-import-none = 阿里云的程序在本机没有保存凭据。
cli-import-none-hint = 用 soarboard credential import 列出现有条目。
cli-import-twice = 两个文件中都有“{ $name }”：请写成 config:{ $name } 或 ini:{ $name }。
cli-import-done = 已导入
cli-import-there = 已有同名凭据
cli-env-missing = 未设置环境变量 { $variable }。
cli-env-malformed = 环境变量 { $variable } 含有密钥中不会出现的字符。
cli-ask-secret = AccessKey Secret（不回显）：
cli-ask-token = STS Token（不回显）：
cli-secret-empty = 没有提供密钥：标准输入第一行为 AccessKey Secret，使用 --sts 时第二行为令牌。

## call

cli-practice = 练习（practice）：由内置练习服务应答，不访问网络，不涉及真实账号
cli-hint-trust = 省略 --endpoint 即使用推荐地址。如果确定无误，可为本次调用加上 --trust-endpoint。
cli-param-form = “{ $text }”不是“名称=值”的形式。
cli-param-twice = 参数 { $name } 给出了两次。
cli-param-twice-hint = 列表请写成一个 JSON 值：-p '{ $name }=["a","b"]'
cli-params-object = 这是 JSON，但不是由参数组成的对象。
cli-page-none = 分页：无，仅发送一次请求
cli-page-number = 分页：{ $page } 递增，直到取满 { $total }
cli-page-number-open = 分页：{ $page } 递增，直到某一页为空
cli-page-cursor = 分页：{ $cursor } 使用 { $path } 返回的游标，直到没有下一页
cli-page-why = {"  "}{ $reason }
cli-page-as-told = 由命令行参数指定。
cli-page-size = { $operation } 没有表示每页条数的参数，请用 --size-field 指定。
cli-write-ask = { $operation }（访问级别：{ $access }）将使用凭据“{ $profile }”，可能更改 { $host } 上的资源。是否继续？
cli-write-refused = { $operation }（访问级别：{ $access }）可能会更改资源，而当前无人可以确认。
cli-write-refused-hint = 如同意请加上 --yes。
cli-write-declined = 未发送任何内容。
cli-progress = { $requests } 次请求，{ $rows } 行，重试 { $retries } 次
cli-progress-of = { $requests } 次请求，{ $rows } / { $total } 行，重试 { $retries } 次
cli-summary = { $requests } 次请求，共 { $rows } 行：{ $stop }
cli-stop-single = 仅要求发送一次请求
cli-stop-total-reached = 已取满总数
cli-stop-empty-page = 某一页为空
cli-stop-cursor-end = 游标已到末尾
cli-stop-cursor-repeated = 服务返回了重复的游标
cli-stop-max-requests = 已达到请求次数上限，可能还有更多行
cli-stop-cancelled = 已中断
cli-stop-error = 失败
cli-clock = 本机时钟偏差 { $seconds } 秒，调用时已自动校正。
cli-request-id = 请求 ID：{ $id }
cli-again = 因可自行消失的拒绝，重发了 { $count } 个请求。
cli-write-again = { $operation } 重发了 { $count } 次：此前服务因调用过快拒绝了它，或无法连接，因此当时没有产生任何更改。
cli-outcome-unknown = 无法确定 { $operation } 是否已经生效，请先确认再重试。
cli-rows-in = 行数据：{ $path }
cli-rows-partial = 不完整：{ $path } 只有到目前为止取得的内容，并非全部。
cli-rows-gathered = 各行保存在 { $path }；同一命令加上 --resume 会重新写出。
cli-only-csv = { $flag } 只用于 --format csv。
cli-rows-exist = { $path } 已存在，不会覆盖其中的行。
cli-rows-exist-hint = 可用 --resume 继续同一调用，或换一个名称，或先删除该文件。
cli-rows-unwritable = 无法写入 { $path }：{ $reason }。
cli-resume-possible = 再次运行同一命令并加上 --resume，即可从此处继续：{ $path }
cli-resume-stdout = --resume 需要文件，请用 -o 指定。
cli-resume-none = { $path } 没有可以继续的检查点。
cli-resume-none-hint = 请先不带 --resume 运行，检查点会写在行文件旁边。
cli-resume-other = { $path } 中是另一个调用的行。
cli-resume-other-hint = 请使用相同的接口、参数、服务地址和分页方式，或换一个文件。
cli-resume-damaged = { $path } 与其检查点已不一致。
cli-resume-damaged-hint = 其中一个文件被改动过，请换一个文件重新开始。

cli-catalog-progress = 正在读取 { $what }
cli-catalog-skipped = 已跳过 { $what }：{ $why }
cli-catalog-taken = 已导入 { $products } 个产品版本、{ $operations } 个接口，{ $unchanged } 项无变化，跳过 { $skipped } 项
cli-diff-none = 没有会影响调用的变化。
cli-diff-nothing = { $path } 中没有可比较的元数据。
cli-diff-removed = 已移除
cli-diff-renamed = 已改名为 { $to }
cli-diff-newly-required = 变为必填
cli-diff-deprecated = 已弃用
cli-find-more = 另有 { $count } 处未显示，参见 --limit。
cli-fmt-picture = { $path } 是内含剧本的图片，不会被改写。
cli-fmt-picture-hint = 请先取出剧本：soarboard export PICTURE --to json -o FILE。
