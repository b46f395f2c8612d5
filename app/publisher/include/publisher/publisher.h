#pragma once

#include <pki/certificate.h>

namespace tirkeu {

/// Who signs the list of this program's files; compiled in. Nothing in a build that was given none.
[[nodiscard]] std::optional<pki::Certificate> publisher();

} // namespace tirkeu
