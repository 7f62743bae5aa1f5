### 失败提示：出了什么问题、原因以及处理办法。

error-internal = 程序内部出错：{ $detail }。请反馈此问题。
error-bad-request = “{ $command }”的参数不符合要求。
error-command-unknown = 没有名为“{ $command }”的命令。
error-document-unknown = 该文档已不再打开。
error-document-unsaved = 文档有未保存的更改。
error-run-unknown = 该次运行已不存在。
error-node-unknown = 该节点已不在文档中。
error-node-not-callable = 只有 API 调用节点可以测试。
error-node-no-operation = 请先选择 API 操作。
error-link-refused = 此处只能打开官方文档页面。
error-template-unknown = 没有名为“{ $template }”的模板。
error-template-unknown-hint = 可用 soarboard templates 查看全部模板。

error-product-unknown = 目录中没有产品“{ $product }”。
error-version-unknown = 目录中 { $product } 没有版本 { $version }，现有版本：{ $versions }。
error-operation-unknown = 目录中 { $product } 没有操作“{ $operation }”。
error-operation-unknown-hint = 请用名称的一部分在目录中搜索。

error-profile-missing = 没有名为“{ $name }”的凭据。
error-profile-missing-hint = 请在“凭据”中添加，或使用练习凭据。
error-profile-built-in = 练习凭据为内置凭据，无法删除。
error-profile-name = 凭据名称为 1 到 64 个字母、数字、空格或“-_.@”，首尾不能是空格。
error-profile-reserved = 名称“practice”和“env”为保留名称。
error-profile-key = 密钥为空，或含有 AccessKey 中不会出现的字符。
error-profile-list = 无法读取凭据列表：{ $reason }。
error-profile-list-hint = 数据目录中的 profiles.json 已损坏（其中不含密钥），请修复或移走该文件。
error-profile-read-only = 凭据“{ $name }”为只读，而 { $operation } 可能会更改资源。
error-profile-read-only-hint = 请换用其他凭据，或取消该凭据的只读标记。

error-keyring-missing = 系统没有密钥环服务：{ $reason }。
error-keyring-missing-hint = 密钥仅保存在内存中，程序结束后即消失，绝不会写入文件。
error-keyring-locked = 密钥环已锁定或尚未设置：{ $reason }。
error-keyring-locked-hint = 请解锁系统密钥环后重试。
error-keyring-denied = 密钥环拒绝访问：{ $reason }。
error-keyring-denied-hint = 请在系统的密钥环设置中允许本程序访问。
error-keyring-malformed = 密钥环中的条目无法使用：{ $reason }。
error-keyring-malformed-hint = 请删除该凭据后重新添加。
error-keyring-session-only = 系统没有密钥环服务，密钥仅保存在内存中，程序结束后即消失。

error-param-unknown = { $operation } 没有参数 { $name }。
error-param-missing = 必填参数 { $name } 没有值。
error-param-shape = { $name } 需要 { $expected } 类型的值。
error-reference-open = 本次测试中“{ $reference }”没有值，请填写。
error-paging-missing-page-field = 自动分页需要填写页码参数。
error-paging-missing-cursor-field = 自动滚动需要填写游标参数。
error-paging-missing-cursor-path = 自动滚动需要填写响应中下一页游标的路径。
error-paging-total-path = 总数路径“{ $path }”不是有效路径：请以点号开头，例如 .Data.TotalCount。
error-paging-cursor-path = 游标路径“{ $path }”不是有效路径：请以点号开头，例如 .NextToken。
error-paging-rows-path = 行路径“{ $path }”不是有效路径：请以点号开头，例如 .Data.Items。

error-confirm-host = 确认之后接入地址发生了变化，请重新查看该调用。
error-confirm-write = 该操作可能会更改资源：请输入操作名称以确认。
error-account-own = 凭据“{ $profile }”所属账号
error-account-practice = 练习账号：不会触及任何真实账号
error-account-expression = 本次测试使用“{ $profile }”所属账号；剧本运行时使用 { $account }
error-account-member = 本次测试使用“{ $profile }”所属账号；剧本运行时调用成员账号 { $account }
error-account-malformed = “{ $profile }”所属账号；账号设置“{ $account }”不是 UID

error-endpoint-empty = 没有填写接入地址。
error-endpoint-empty-hint = 请使用推荐地址。
error-endpoint-scheme = 接入地址只能通过 https 调用，不能使用“{ $endpoint }”。
error-endpoint-scheme-hint = 请只填写域名。
error-endpoint-plain-http = 以明文 http 调用“{ $endpoint }”会使签名暴露给沿途所有人。
error-endpoint-plain-http-hint = 请只填写域名，调用会通过 https 进行。
error-endpoint-malformed = “{ $endpoint }”不是单纯的域名。
error-endpoint-malformed-hint = 请只填写域名，不含端口、路径或用户名，或使用推荐地址。
error-endpoint-foreign = “{ $endpoint }”不在官方域名之列：其所有者可能重放已签名的请求。
error-endpoint-foreign-hint = 请使用推荐地址。如果确定无误，可仅为本次调用同意该域名。
error-endpoint-loopback = “{ $endpoint }”是本机：请为本次调用同意使用。
error-endpoint-loopback-hint = 命令行中请使用 --trust-endpoint。
error-endpoint-loopback-absent = 此版本不会调用本机服务（“{ $endpoint }”）。
error-endpoint-loopback-absent-hint = 请使用推荐地址。

error-own-gateway = { $product } 使用独立的网关与签名方式，本程序不支持，未发送任何请求。
error-call-build = 无法组装调用：{ $reason }。
error-call-sign = 无法为调用签名：{ $reason }。
error-call-credentials = 无法使用凭据：{ $reason }。
error-answer-odd = 服务已应答，但不符合文档所述的结构。
error-body-not-json = 服务报告成功，但应答不是 JSON：{ $reason }。
error-body-not-list = 应答中的 { $path } 不是列表，而是 { $found }。
error-body-no-rows = 应答中没有 { $path }。
error-body-other-rows = 应答中没有 { $path }，数据项位于 { $other }。
error-rows-unwritable = 无法保存行数据：{ $reason }。
error-rows-unwritable-hint = 请腾出空间或换一个目录；已保存的行仍然保留。
error-deadline = 本次运行的允许时间已用完，已获取的行予以保留。

error-send-connect = 无法连接 { $host }：{ $reason }。
error-send-connect-hint = 请检查网络与域名。未发送任何内容。
error-send-timeout = { $host } 未及时应答：{ $reason }。
error-send-timeout-hint = 请重试；如果是写操作，请先确认是否已经生效。
error-send-tls = { $host } 的证书不受信任：{ $reason }。
error-send-tls-hint = 您与服务之间可能存在中间设备。未发送任何内容。
error-send-reset = 与 { $host } 的连接中断：{ $reason }。
error-send-reset-hint = 请重试；如果是写操作，请先确认是否已经生效。
error-send-too-large = { $host } 的应答超出本程序可读取的大小：{ $reason }。
error-send-too-large-hint = 请减小每页条数。
error-send-other = 对 { $host } 的请求失败：{ $reason }。
error-send-other-hint = 请重试。

error-vendor = 服务拒绝了请求（{ $status }，{ $code }）：{ $message }
error-vendor-inside = 服务在成功应答中报告了失败（{ $code }）：{ $message }
error-clock-hint = 本机时钟偏差约 { $minutes } 分钟，请校准时间（包括时区）。
error-cause-signature = 很可能是 AccessKey Secret 中多了空格或缺少字符，请重新添加凭据。
error-cause-key-unknown = AccessKey 不存在，或属于另一站点（中国站或国际站）。
error-cause-key-inactive = AccessKey 已被禁用，请在 RAM 控制台启用，或换用其他密钥。
error-cause-nonce = 服务已收到过此请求，请重试；写操作可能第一次就已生效。
error-cause-time = 本机时间偏差超过 15 分钟。
error-cause-token = 临时令牌已过期或与该密钥不匹配，请重新获取。
error-cause-throttling = 调用过于频繁，请稍候或设置更长的间隔。
error-cause-service = 服务出现故障，请稍后重试。
error-cause-permission = 该凭据所属账号缺少权限，请授予“权限”中列出的策略。
error-cause-permission-action = 该凭据所属账号缺少 { $action } 权限，请授予允许该操作的策略。
error-cause-operation = 该接入地址不认识此操作，请检查版本与接入地址。
error-cause-parameter = 服务不接受某个参数，其消息指明了是哪一个。
error-cause-html = 应答的是网页而不是服务，中间可能有代理或登录页面。
error-cause-practice = 练习服务只模拟示例中用到的操作，请选择其中之一，或使用真实凭据。

error-catalog-unreachable = 无法连接元数据服务 { $host }，目录保持不变。
error-catalog-refused = 元数据服务拒绝了请求（状态 { $status }），目录保持不变。
error-catalog-bad-list = 产品列表无法使用：{ $reason }，目录保持不变。
error-catalog-cancelled = 更新已结束，已收到的内容会保留。
