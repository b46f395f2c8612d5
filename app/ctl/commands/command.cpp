// Commands live here, one file each.
