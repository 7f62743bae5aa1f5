### cli texts.

cli-rows = { $rows } 行
