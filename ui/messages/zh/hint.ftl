### 针对引擎发现的问题应如何处理；快速修复与模板的标题。

## 文件

hint-store-not-found = 请检查路径，或保存到其他位置。
hint-store-permission = 请申请访问权限，或保存到自己的文件夹。
hint-store-full = 请释放空间，或保存到其他磁盘。原文件未受影响。
hint-store-read-only = 请取消只读属性，或另存为其他名称。
hint-store-changed-outside = 请先查看另一个版本，再决定覆盖它或另存为其他名称。
hint-store-is-directory = 请选择其中的文件。
hint-store-not-a-file = 请选择普通文件。
hint-store-too-large = 请选择其他文件，剧本通常不超过几 MB。
hint-store-busy = 请稍后再试。
hint-store-no-path = 请选择保存位置。
hint-store-read-only-document = 请升级 Soarboard 后再编辑。
hint-store-not-a-playbook = 请用编辑器修正文本，或恢复旧版本。文件未被改动。
hint-store-other = 请重试，或保存到其他位置。您的内容仍在此处打开。
