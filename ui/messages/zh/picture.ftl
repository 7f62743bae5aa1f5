### 剧本图片。

picture-else = 其他情况
