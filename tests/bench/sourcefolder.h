#pragma once

#include <QByteArray>

namespace tirkeu::test {

/// What the tests' helpers read lies in the source tree; ctest says where, who starts a benchmark by hand need not.
inline const bool kSourceFolderIsKnown =
    qEnvironmentVariableIsSet("TIRKEU_SOURCE") || qputenv("TIRKEU_SOURCE", TIRKEU_SOURCE_FOLDER);

} // namespace tirkeu::test
