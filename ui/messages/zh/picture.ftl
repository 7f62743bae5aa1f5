### 剧本图片。

picture-else = 其他情况
picture-smaller = 按所需倍数绘制的图片过大，已改用 { $scale } 倍绘制；导出为 SVG 则不受此限制。
picture-unseen = 本机没有包含 { $letters } 的字体，这些字符显示为方框。请安装相应字体（中文可用 fonts-noto-cjk），或导出为 SVG。
