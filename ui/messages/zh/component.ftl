### component texts.

component-start-title = 开始
component-start-summary = 剧本从这里开始运行，输入以 { "${" }event.…{ "}" } 引用。
component-end-title = 结束
component-end-summary = 剧本的一条路径到此结束。
component-openapi-title = 云产品 OpenAPI
component-openapi-summary = 以执行角色调用任意阿里云产品的 API 接口。
component-openapi-assume-api-title = 调用 API 接口
