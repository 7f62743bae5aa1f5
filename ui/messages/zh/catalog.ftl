### 来自 API 目录的建议：服务地址、分页、权限。

catalog-endpoint-region = 官方地址表为 { $region } 列出了此域名。
catalog-endpoint-global = 官方地址表为该产品给出此中心域名，未为 { $region } 列出其他域名。
catalog-endpoint-global-only = 官方地址表为该产品给出此中心域名。
catalog-endpoint-shared = 官方地址表中所有地域都使用此域名，{ $region } 很可能相同，仅供参考。
catalog-endpoint-template = 官方地址表中多数地域遵循此格式，但未列出 { $region }，仅供参考。
catalog-endpoint-guess = 官方地址表没有收录该产品，此处只是域名的常见格式，使用前请先核实。

catalog-paging-no-paging-parameter = 该接口没有页码或游标参数，一次请求即返回全部结果。
catalog-paging-writes-once = 该接口会写入：翻页会重复写入，因此只发送一次。
catalog-paging-page-and-size = { $page } 是页码参数，{ $size } 是每页条数参数。
catalog-paging-page-without-size = { $subject } 是页码参数，但没有与之配套的每页条数参数。
catalog-paging-cursor-parameter = { $subject } 用于传入下一页的游标。
catalog-paging-total-found = 响应中的总数位于 { $subject }。
catalog-paging-total-missing = 响应结构中没有总数字段，请自行选择。
catalog-paging-cursor-found = 响应中的下一页游标位于 { $subject }。
catalog-paging-cursor-missing = 响应结构中没有下一页游标，请自行选择。
catalog-paging-cursor-preferred = 两种方式均可用；推荐滚动查询，数据变化时游标不会漏行。
catalog-paging-number-preferred = 两种方式均可用；响应含总数但没有游标，推荐分页查询。
catalog-paging-rows-found = 行数据是 { $subject } 中的各项。
catalog-paging-rows-ambiguous = 有多个列表可能是行数据（{ $subject }），请选择其一。
catalog-paging-rows-missing = 响应结构中没有列表，一次响应即为一行。

catalog-permission-role = 剧本以角色 { $role } 运行，该角色必须存在并拥有下列权限。
catalog-permission-not-here = 本程序无法扮演该角色：其信任策略只信任云安全中心服务，而非某个账号。测试调用使用您选择的凭据。
catalog-permission-member = 调用成员账号时，该账号中须存在同名角色。此结论为推断，官方未说明。
catalog-permission-rule = 权限操作由产品的 RAM 代码与接口名组成，此规则对约 97% 的接口成立。
catalog-permission-none = 厂商文档中该接口没有授权项：凭据有效即可调用，无需授权。
catalog-permission-unknown = 此处未收录该产品的 RAM 代码，请以该接口的参考页面为准。
catalog-permission-no-read-only = 未发现该产品的只读系统策略；自定义策略授予的权限小于完全访问策略。

catalog-product-hint-component = 官方响应编排手册要求：查询威胁情报请使用现成组件 { $component }，不要直接调用该产品。

catalog-skip-html = 这是网页而不是元数据：可能由代理或登录页面返回。
catalog-skip-truncated = 文件不完整，在中途结束。
catalog-skip-empty = 内容为空。
catalog-skip-not-json = 不是有效的 JSON（第 { $line } 行，第 { $column } 列）。
catalog-skip-other-file = 不是元数据文件。
catalog-skip-unrecognised = 是 JSON，但不是已知的元数据格式。
catalog-skip-service-error = 元数据服务返回了错误。
catalog-skip-broken-off = 应答未完整到达：连接中断或超时。
catalog-skip-unreachable = 无法连接元数据服务。
catalog-skip-no-such-api = 厂商没有该 API。
catalog-skip-no-identity = 无法确定所属产品或版本。
catalog-skip-bad-name = 名称含有产品或接口不会使用的字符。
catalog-skip-too-large = 超过单个文件的上限（{ $limit } MiB）。
catalog-skip-too-much = 解压后将超过 { $limit } MiB。
catalog-skip-too-many = 文件数超过 { $limit } 个。
catalog-skip-ratio = 压缩比超过 { $limit } : 1，真实的元数据不会如此。
catalog-skip-too-deep = 嵌套超过 { $limit } 层。
catalog-skip-traversal = 路径指向归档之外。
catalog-skip-link = 这是链接，只读取普通文件。
catalog-skip-unknown-packing = 已加密，或使用了未知的打包方式。
catalog-skip-unreadable = 无法读取：{ $reason }。
catalog-skip-unwritable = 无法保存：{ $reason }。
