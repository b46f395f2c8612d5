#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QFuture>
#include <QObject>

#include <optional>

namespace tirkeu::workstation {

struct TrayPaper
{
    QString name;
    core::WallTime at; ///< when it came
    bool operator==(const TrayPaper&) const = default;
};

/// Where the scanner of papers puts what a client signed: a PDF or a picture. In the window's thread; reading is not.
class PaperTray : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QString folder() const = 0; ///< as a person finds it
    [[nodiscard]] virtual std::optional<TrayPaper> newest() const = 0;
    [[nodiscard]] virtual QFuture<Result<QByteArray>> read(const TrayPaper& paper) = 0;
    virtual void discard(const TrayPaper& paper) = 0; ///< it is kept where it belongs now

Q_SIGNALS:
    void changed();
};

} // namespace tirkeu::workstation
