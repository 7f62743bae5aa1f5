### cli texts.

cli-rows = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
