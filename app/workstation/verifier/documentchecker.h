#pragma once

#include "checkeddocument.h"

#include <core/result.h>

#include <QFuture>

namespace tirkeu::workstation {

/// Judges a signed document. The error is only a file that cannot be had; everything else is a verdict.
class DocumentChecker
{
public:
    virtual ~DocumentChecker() = default;
    [[nodiscard]] virtual QFuture<Result<CheckedDocument>> check(const QString& file) = 0;
};

} // namespace tirkeu::workstation
